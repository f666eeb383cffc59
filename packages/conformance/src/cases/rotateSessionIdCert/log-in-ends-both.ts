import { defineCase } from '../../catalogue/case.js';
import { tokenOf } from '../../steps/identify.js';
import { renewed } from '../../steps/renew.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'ends the former and the new token when the session logs in',
  level: 'MUST',
  basis: ['R30', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const former = await context.enrolment.newSession(context);
    const next = await renewed(context, former);
    const token = await tokenOf(context, next);
    await expectDead(context, former.token);
    await expectDead(context, next.token);
    await expectAlive(context, token);
  },
});
