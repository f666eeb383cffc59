import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { addFor } from '../../steps/publish.js';
import { renewed } from '../../steps/renew.js';
import { eventsOf, isLowKeyPackages } from '../../steps/told.js';

export default defineCase({
  title: 'sends the session an event that no KeyPackages remain',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    await addFor(context, session, 1);
    const next = await renewed(context, session);
    const told = (await eventsOf(context, next)).filter(isLowKeyPackages);
    expectEqual(told.at(-1)?.d.remaining, 0, 'remaining of the last LowKeyPackages event');
  },
});
