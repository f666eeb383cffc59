import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'answers 404 for an actor of another domain',
  level: 'MUST',
  basis: ['R9'],
  async run(context) {
    const fid = `alice@elsewhere.${context.domain}`;
    expectError(await context.send('getActorIdCerts', { path: { fid } }), 'P2CORE_ACTOR_NOT_FOUND');
  },
});
