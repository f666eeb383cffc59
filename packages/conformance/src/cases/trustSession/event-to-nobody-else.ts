import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { eventsOf } from '../../steps/told.js';

export default defineCase({
  title: 'sends no other actor the event of a new session',
  level: 'MUST',
  basis: ['R29'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const other = await context.enrolment.newSession(context, { fid });
    await eventsOf(context, other);
    await context.enrolment.newSession(context);
    expectEqual(await eventsOf(context, other), [], 'the events of another actor');
  },
});
