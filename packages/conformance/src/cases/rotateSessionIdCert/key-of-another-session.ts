import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { renew } from '../../steps/renew.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: "refuses the key of another session's certificate",
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { fid, keyPair } = await context.enrolment.newSession(context);
    const session = await context.enrolment.newSession(context, { fid });
    const answer = await renew(context, session, { keyPair });
    expectError(answer, 'P2CORE_INVALID_ID_CSR', 'P2CORE_BAD_REQUEST');
    await expectAlive(context, session.token);
  },
});
