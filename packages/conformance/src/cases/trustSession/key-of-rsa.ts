import { X509Certificate } from 'node:crypto';
import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { newSessionOfKind } from '../../steps/other-keys.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'issues an ID-Cert for an RSA key, where it accepts such keys',
  level: 'MUST',
  basis: ['R28', 'R29'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { idCert, keyPair, token } = await newSessionOfKind(context, 'RSA');
    const { publicKey } = new X509Certificate(idCert);
    expectThat(publicKey.equals(keyPair.publicKey), 'the key of the ID-CSR', 'another one');
    await expectAlive(context, token);
  },
});
