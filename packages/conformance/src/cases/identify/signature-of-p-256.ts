import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newChallenge, tokenOf } from '../../steps/identify.js';
import { newSessionOfKind, signOtherwise } from '../../steps/other-keys.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'accepts a P-256 signature only in DER and with SHA-256, where it accepts such keys',
  level: 'MUST',
  basis: ['R37'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await newSessionOfKind(context, 'P-256');
    await expectAlive(context, await tokenOf(context, session));
    for (const other of [{ dsaEncoding: 'ieee-p1363' }, { hash: 'sha512' }] as const) {
      const challenge = await newChallenge(context);
      const signature = signOtherwise(challenge, session.keyPair.privateKey, other);
      const answer = await identify(context, session, { challenge, signature });
      expectError(answer, 'P2CORE_CHALLENGE_FAILED');
    }
  },
});
