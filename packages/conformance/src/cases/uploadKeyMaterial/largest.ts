import { defineCase } from '../../catalogue/case.js';
import { expectHeader, expectStatus } from '../../check/expect.js';
import { encryptedKey, upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'accepts as many octets as X-Max-Payload-Size says',
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const limit = await context.send('getKeyMaterialLimit', { token: null });
    const most = Number(expectHeader(limit, 'X-Max-Payload-Size', /^[1-9]\d*$/));
    const key_data = encryptedKey().padEnd(most, '\n');
    expectStatus(await upload(context, session, { key_data }), 201);
  },
});
