import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { signChallenge } from '../../enrolment/challenge.js';
import { identify, newChallenge } from '../../steps/identify.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'refuses a signature by another key',
  level: 'MUST',
  basis: ['page', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    const signature = signChallenge(challenge, newKeyPair().privateKey);
    const answer = await identify(context, session, { challenge, signature });
    expectError(answer, 'P2CORE_CHALLENGE_FAILED');
    await expectAlive(context, token);
  },
});
