import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { malformedSerials, serialOf, upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'refuses a serial number that is not decimal, or has a leading zero',
  level: 'MUST',
  basis: ['R32', 'contract'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    for (const serial_number of malformedSerials(serialOf(session.idCert))) {
      const answer = await upload(context, session, { serial_number });
      expectError(answer, 'P2CORE_BAD_REQUEST');
    }
  },
});
