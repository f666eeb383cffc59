import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { renewed } from '../../steps/renew.js';
import { eventsOf, isInvalidation } from '../../steps/told.js';

export default defineCase({
  title: 'sends the session itself no event of its renewal but that no KeyPackages remain',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const next = await renewed(context, session);
    const told = (await eventsOf(context, next)).filter(isInvalidation);
    expectEqual(told.length, 0, 'the number of ActorCertificateInvalidation events');
  },
});
