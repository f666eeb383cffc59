import { defineCase } from '../../catalogue/case.js';
import { readPem, writePem } from '../../certificates/pem.js';
import { expectError } from '../../check/expect.js';
import { encryptedKey, upload } from '../../steps/key-material.js';

const label = 'ENCRYPTED PRIVATE KEY';

export default defineCase({
  title: 'refuses two keys, an octet after a key, and an encrypted key with another label',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.session(context);
    const pem = encryptedKey();
    const der = readPem(label, pem);
    for (const key_data of [
      pem + encryptedKey(),
      writePem(label, Buffer.concat([der, Buffer.of(0)])),
      writePem('CERTIFICATE', der),
    ]) {
      expectError(await upload(context, session, { key_data }), 'P2CORE_BAD_REQUEST');
    }
  },
});
