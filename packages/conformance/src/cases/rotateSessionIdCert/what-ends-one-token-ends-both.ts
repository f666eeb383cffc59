import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { renewed } from '../../steps/renew.js';
import { expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'ends the new token too, where the former one is revoked',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const next = await renewed(context, session);
    const { token } = session;
    expectStatus(await context.send('revokeSessionToken', { token }), 204);
    await expectDead(context, token);
    await expectDead(context, next.token);
  },
});
