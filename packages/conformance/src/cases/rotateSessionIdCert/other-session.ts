import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newSessionId } from '../../enrolment/enrolment.js';
import { renew } from '../../steps/renew.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'refuses the ID-CSR of another session',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const answer = await renew(context, session, { id: newSessionId() });
    expectError(answer, 'P2CORE_ID_CERT_MISMATCH');
    await expectAlive(context, session.token);
  },
});
