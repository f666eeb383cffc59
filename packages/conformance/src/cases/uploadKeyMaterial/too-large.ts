import { defineCase } from '../../catalogue/case.js';
import { expectError, expectHeader } from '../../check/expect.js';
import { encryptedKey, upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'refuses more octets than X-Max-Payload-Size says',
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const limit = await context.send('getKeyMaterialLimit', { token: null });
    const most = Number(expectHeader(limit, 'X-Max-Payload-Size', /^[1-9]\d*$/));
    const key_data = `${encryptedKey()}${'\n'.repeat(most)}`;
    expectError(await upload(context, session, { key_data }), 'P2CORE_CONTENT_TOO_LARGE');
  },
});
