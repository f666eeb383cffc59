import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses a session ID that is in use',
  level: 'MUST',
  basis: ['page', 'R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { id, fid } = await context.enrolment.newSession(context);
    expectError(await trust(context, { fid, id }), 'P2CORE_SESSION_ID_TAKEN');
  },
});
