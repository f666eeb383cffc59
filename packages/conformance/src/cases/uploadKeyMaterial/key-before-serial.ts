import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'checks the key before the serial number',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const key_data = session.keyPair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const answer = await upload(context, session, { key_data, serial_number: '1' });
    expectError(answer, 'P2CORE_PLAINTEXT_KEY');
  },
});
