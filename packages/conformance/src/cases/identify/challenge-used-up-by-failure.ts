import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { signChallenge } from '../../enrolment/challenge.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'uses up a challenge by a failed log-in',
  level: 'MUST',
  basis: ['R36'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    const signature = signChallenge(challenge, newKeyPair().privateKey);
    const failed = await identify(context, session, { challenge, signature });
    expectError(failed, 'P2CORE_CHALLENGE_FAILED');
    expectError(await identify(context, session, { challenge }), 'P2CORE_CHALLENGE_INVALID');
  },
});
