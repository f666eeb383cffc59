import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { renewed } from '../../steps/renew.js';
import { expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'ends the former and the new token with the session',
  level: 'MUST',
  basis: ['R13', 'R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const other = await context.enrolment.session(context);
    const former = await context.enrolment.newSession(context);
    const next = await renewed(context, former);
    const json = { session_id: former.id };
    expectStatus(await context.send('deleteSession', { token: other.token, json }), 204);
    await expectDead(context, former.token);
    await expectDead(context, next.token);
  },
});
