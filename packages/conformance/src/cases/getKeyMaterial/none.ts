import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';

export default defineCase({
  title: 'answers an actor without key material with an empty array',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const { token } = await context.enrolment.newSession(context, { fid });
    const answer = await context.send('getKeyMaterial', { token });
    expectStatus(answer, 200);
    expectEqual(answer.json, [], 'the key material', answer);
  },
});
