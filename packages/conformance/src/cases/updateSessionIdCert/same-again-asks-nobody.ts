import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { newForeignSession, update } from '../../steps/identify.js';

export default defineCase({
  title: "does not ask the home server about the session's current ID-Cert",
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
