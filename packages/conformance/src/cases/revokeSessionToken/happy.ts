import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'ends the token',
  level: 'MUST',
  basis: ['page', 'R40'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token } = await context.enrolment.newSession(context);
    expectStatus(await context.send('revokeSessionToken', { token }), 204);
    await expectDead(context, token);
  },
});
