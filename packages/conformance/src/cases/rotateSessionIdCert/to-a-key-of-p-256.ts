import { X509Certificate } from 'node:crypto';
import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectThat } from '../../check/expect.js';
import { tokenOf } from '../../steps/identify.js';
import { expectTakenKind } from '../../steps/other-keys.js';
import { renew } from '../../steps/renew.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'renews an Ed25519 session with a P-256 key, where it accepts such keys',
  level: 'MUST',
  basis: ['R30', 'R37'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const keyPair = newKeyPair('P-256');
    const answer = await renew(context, session, { keyPair });
    expectTakenKind(answer, 'P-256', 'P2CORE_INVALID_ID_CSR');
    const { id_cert: idCert } = answer.json as { id_cert: string };
    const { publicKey } = new X509Certificate(idCert);
    expectThat(publicKey.equals(keyPair.publicKey), 'the key of the ID-CSR', 'another one', answer);
    await expectAlive(context, await tokenOf(context, { idCert, keyPair }));
  },
});
