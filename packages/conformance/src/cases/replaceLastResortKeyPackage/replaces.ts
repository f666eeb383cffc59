import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { setLastResort, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'replaces the last resort',
  level: 'MUST',
  basis: ['page', 'R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    await setLastResort(context, session);
    const second = await setLastResort(context, session);
    const texts = (await takenOf(context, fid, 1, session.token)).map(({ text }) => text);
    expectEqual(texts, [second], 'the KeyPackages given out');
  },
});
