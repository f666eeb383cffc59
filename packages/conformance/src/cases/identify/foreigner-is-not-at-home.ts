import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newForeignSession } from '../../steps/identify.js';

export default defineCase({
  title: 'lists no ID-Certs of a foreign actor who has logged in',
  level: 'MUST',
  basis: ['R9', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { fid, token } = await newForeignSession(context);
    const path = { fid };
    expectError(await context.send('getActorIdCerts', { path }), 'P2CORE_ACTOR_NOT_FOUND');
    if (context.survey.missing.has('getKeyPackages')) return;
    const answer = await context.send('getKeyPackages', { path, token });
    expectError(answer, 'P2CORE_ACTOR_NOT_FOUND');
  },
});
