import { constants } from 'node:crypto';
import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newChallenge, tokenOf } from '../../steps/identify.js';
import { newSessionOfKind, signOtherwise } from '../../steps/other-keys.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'accepts an RSA signature only by PKCS #1 v1.5 with SHA-256, where it accepts such keys',
  level: 'MUST',
  basis: ['R37'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await newSessionOfKind(context, 'RSA');
    await expectAlive(context, await tokenOf(context, session));
    for (const other of [{ padding: constants.RSA_PKCS1_PSS_PADDING }, { hash: 'sha1' }]) {
      const challenge = await newChallenge(context);
      const signature = signOtherwise(challenge, session.keyPair.privateKey, other);
      const answer = await identify(context, session, { challenge, signature });
      expectError(answer, 'P2CORE_CHALLENGE_FAILED');
    }
  },
});
