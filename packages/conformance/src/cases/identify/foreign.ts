import { defineCase } from '../../catalogue/case.js';
import { newForeignSession } from '../../steps/identify.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'logs in a foreign actor',
  level: 'MUST',
  basis: ['page', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    await expectAlive(context, session.token);
  },
});
