import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses a key that a certificate of another actor has',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { keyPair } = await context.enrolment.session(context);
    const fid = await context.enrolment.register(context);
    const answer = await trust(context, { fid, keyPair });
    expectError(answer, 'P2CORE_INVALID_ID_CSR', 'P2CORE_BAD_REQUEST');
  },
});
