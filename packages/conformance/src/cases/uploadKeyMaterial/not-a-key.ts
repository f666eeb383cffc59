import { defineCase } from '../../catalogue/case.js';
import { writePem } from '../../certificates/pem.js';
import { expectError } from '../../check/expect.js';
import { upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'refuses what is no EncryptedPrivateKeyInfo',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const key_data = writePem('ENCRYPTED PRIVATE KEY', Buffer.from('no key at all'));
    expectError(await upload(context, session, { key_data }), 'P2CORE_BAD_REQUEST');
  },
});
