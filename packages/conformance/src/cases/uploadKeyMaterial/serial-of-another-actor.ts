import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { serialOf, upload } from '../../steps/key-material.js';

export default defineCase({
  title: "answers 404 to another actor's serial number",
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const fid = await context.enrolment.register(context);
    const other = await context.enrolment.newSession(context, { fid });
    const answer = await upload(context, session, { serial_number: serialOf(other.idCert) });
    expectError(answer, 'P2CORE_ID_CERT_NOT_FOUND');
  },
});
