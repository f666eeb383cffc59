import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'accepts the session ID of an ended session',
  level: 'MUST',
  basis: ['R13', 'R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { id, fid, token } = await context.enrolment.newSession(context);
    expectStatus(await context.send('deleteSession', { token, json: { session_id: id } }), 204);
    expectStatus(await trust(context, { fid, id }), 201);
  },
});
