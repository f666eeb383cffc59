import { defineCase } from '../../catalogue/case.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'gives a token that authenticates',
  level: 'MUST',
  basis: ['page'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token } = await context.enrolment.newSession(context);
    await expectAlive(context, token);
  },
});
