import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { addFor, setLastResort, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'gives the last resort as often as needed when the others are used up',
  level: 'MUST',
  basis: ['page', 'R17', 'R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    const last = await setLastResort(context, session);
    const added = await addFor(context, session, 1);
    const texts = (await takenOf(context, fid, 3, session.token)).map(({ text }) => text);
    expectEqual(texts, [...added, last, last], 'the KeyPackages given out');
  },
});
