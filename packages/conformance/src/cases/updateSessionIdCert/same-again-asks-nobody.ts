import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { newForeignSession, update } from '../../steps/identify.js';

export default defineCase({
  title: 'asks nobody about the ID-Cert that the session has',
  level: 'MUST',
  basis: ['R20'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    const { asked } = context.homeServer;
    const before = asked.length;
    expectStatus(await update(context, session, session), 201);
    expectEqual(asked.slice(before), [], 'what the home server was asked');
  },
});
