import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses a key that the certificate of another session has, which has ended',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { fid, id, token, keyPair } = await context.enrolment.newSession(context);
    expectStatus(await context.send('deleteSession', { token, json: { session_id: id } }), 204);
    const answer = await trust(context, { fid, keyPair });
    expectError(answer, 'P2CORE_INVALID_ID_CSR', 'P2CORE_BAD_REQUEST');
  },
});
