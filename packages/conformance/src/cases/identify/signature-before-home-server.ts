import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { signChallenge } from '../../enrolment/challenge.js';
import { identify, newChallenge, newForeigner } from '../../steps/identify.js';

export default defineCase({
  title: 'checks the signature before it asks the home server',
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const issued = newForeigner(context, { isListed: false });
    const challenge = await newChallenge(context);
    const signature = signChallenge(challenge, newKeyPair().privateKey);
    const answer = await identify(context, issued, { challenge, signature });
    expectError(answer, 'P2CORE_CHALLENGE_FAILED');
  },
});
