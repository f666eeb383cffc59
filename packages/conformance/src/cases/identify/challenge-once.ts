import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'accepts a challenge once',
  level: 'MUST',
  basis: ['R36'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    expectStatus(await identify(context, session, { challenge }), 201);
    expectError(await identify(context, session, { challenge }), 'P2CORE_CHALLENGE_INVALID');
  },
});
