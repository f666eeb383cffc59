import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { signChallenge } from '../../enrolment/challenge.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'checks the challenge before the signature',
  level: 'MUST',
  basis: ['R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = (await newChallenge(context)).replace(/.$/, (last) =>
      last === 'A' ? 'B' : 'A',
    );
    const signature = signChallenge(challenge, newKeyPair().privateKey);
    const answer = await identify(context, session, { challenge, signature });
    expectError(answer, 'P2CORE_CHALLENGE_INVALID');
  },
});
