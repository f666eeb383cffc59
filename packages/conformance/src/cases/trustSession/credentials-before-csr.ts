import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';
import { trust, wrong } from '../../steps/trust.js';

export default defineCase({
  title: 'checks the credentials before the ID-CSR',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const auth_payload = wrong(context.enrolment.credentials);
    const answer = await trust(context, {
      fid,
      auth_payload,
      csrOf: `${newName()}@${context.domain}`,
    });
    expectError(answer, 'P2CORE_INVALID_CREDENTIALS');
  },
});
