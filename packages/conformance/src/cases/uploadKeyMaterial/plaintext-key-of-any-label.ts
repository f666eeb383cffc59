import { generateKeyPairSync } from 'node:crypto';
import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'refuses a private key in clear under the labels of RSA and of elliptic curves',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.session(context);
    const ofCurve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const ofRsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    for (const key_data of [
      ofCurve.export({ type: 'sec1', format: 'pem' }).toString(),
      ofRsa.export({ type: 'pkcs1', format: 'pem' }).toString(),
    ]) {
      expectError(await upload(context, session, { key_data }), 'P2CORE_PLAINTEXT_KEY');
    }
  },
});
