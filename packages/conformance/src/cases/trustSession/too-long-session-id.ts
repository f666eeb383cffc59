import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newSessionId } from '../../enrolment/enrolment.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses a session ID of 65 characters',
  level: 'MUST',
  basis: ['R11', 'R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const id = newSessionId().padEnd(65, '0');
    expectError(await trust(context, { fid, id }), 'P2CORE_INVALID_ID_CSR');
  },
});
