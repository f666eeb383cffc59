import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses a key that a certificate of another session has',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { keyPair, fid } = await context.enrolment.newSession(context);
    expectError(
      await trust(context, { fid, keyPair }),
      'P2CORE_INVALID_ID_CSR',
      'P2CORE_BAD_REQUEST',
    );
  },
});
