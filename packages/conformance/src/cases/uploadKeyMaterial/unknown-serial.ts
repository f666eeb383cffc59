import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'answers 404 to a serial number that the actor never had',
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const answer = await upload(context, session, { serial_number: '1' });
    expectError(answer, 'P2CORE_ID_CERT_NOT_FOUND');
  },
});
