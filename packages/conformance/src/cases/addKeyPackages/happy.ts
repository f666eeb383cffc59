import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { addFor, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'accepts KeyPackages, and gives each of them out once',
  level: 'MUST',
  basis: ['page', 'R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    const added = await addFor(context, session, 3);
    const taken = await takenOf(context, fid, 4, session.token);
    const texts = taken.map(({ text }) => text);
    expectEqual([...texts].sort(), [...added].sort(), 'the KeyPackages given out');
  },
});
