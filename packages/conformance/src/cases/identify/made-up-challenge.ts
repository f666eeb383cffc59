import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses a challenge that it never gave out',
  level: 'MUST',
  basis: ['R36', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    const last = challenge.endsWith('A') ? 'B' : 'A';
    for (const other of [`${challenge.slice(0, -1)}${last}`, 'A'.repeat(challenge.length)]) {
      const answer = await identify(context, session, { challenge: other });
      expectError(answer, 'P2CORE_CHALLENGE_INVALID');
    }
  },
});
