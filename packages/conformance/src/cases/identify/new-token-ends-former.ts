import { defineCase } from '../../catalogue/case.js';
import { newForeignSession, tokenOf } from '../../steps/identify.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'ends the former token of the session',
  level: 'MUST',
  basis: ['page', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { token, ...session } = await newForeignSession(context);
    const next = await tokenOf(context, session);
    await expectAlive(context, next);
    await expectDead(context, token);
  },
});
