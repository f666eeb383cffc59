import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'checks the session ID before the key',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { fid, id, keyPair } = await context.enrolment.newSession(context);
    expectError(await trust(context, { fid, id, keyPair }), 'P2CORE_SESSION_ID_TAKEN');
  },
});
