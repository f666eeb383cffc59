import { defineCase } from '../../catalogue/case.js';
import { renewed } from '../../steps/renew.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'keeps the former token until the new one is used',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const next = await renewed(context, session);
    await expectAlive(context, session.token);
    await expectAlive(context, next.token);
    await expectDead(context, session.token);
  },
});
