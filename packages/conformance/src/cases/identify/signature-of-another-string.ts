import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { signChallenge } from '../../enrolment/challenge.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses a signature over another string',
  level: 'MUST',
  basis: ['page', 'R37'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    const other = await newChallenge(context);
    const signature = signChallenge(other, session.keyPair.privateKey);
    const answer = await identify(context, session, { challenge, signature });
    expectError(answer, 'P2CORE_CHALLENGE_FAILED');
  },
});
