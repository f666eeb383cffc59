import { defineCase } from '../../catalogue/case.js';
import { renewed } from '../../steps/renew.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'accepts another ID-CSR with the former token, and ends the renewal between',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const lost = await renewed(context, session);
    const next = await renewed(context, session);
    await expectDead(context, lost.token);
    await expectAlive(context, next.token);
  },
});
