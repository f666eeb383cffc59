import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'checks the subject of an ID-CSR before it looks for a live session of its ID',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { fid, id } = await context.enrolment.newSession(context);
    const csrOf = `${newName()}@${context.domain}`;
    expectError(await trust(context, { fid, csrOf, id }), 'P2CORE_ID_CERT_MISMATCH');
  },
});
