import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { tokenOf } from '../../steps/identify.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'logs in a session of its own actor',
  level: 'MUST',
  basis: ['R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token, ...session } = await context.enrolment.newSession(context);
    const next = await tokenOf(context, session);
    expectThat(next !== token, 'a new token', 'the same one');
    await expectAlive(context, next);
    await expectDead(context, token);
  },
});
