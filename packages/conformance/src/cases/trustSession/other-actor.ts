import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses an ID-CSR of another actor',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const answer = await trust(context, { fid, csrOf: `${newName()}@${context.domain}` });
    expectError(answer, 'P2CORE_ID_CERT_MISMATCH');
  },
});
