import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { serialOf } from '../../steps/key-material.js';
import { renewed } from '../../steps/renew.js';
import { eventsOf, isInvalidation } from '../../steps/told.js';

export default defineCase({
  title: "sends the actor's other sessions an event for the former certificate",
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const other = await context.enrolment.newSession(context);
    const session = await context.enrolment.newSession(context);
    await eventsOf(context, other);
    await renewed(context, session);
    const told = (await eventsOf(context, other)).filter(isInvalidation);
    expectEqual(told.length, 1, 'the number of ActorCertificateInvalidation events');
    const { serial } = (told[0]?.d ?? {}) as { serial?: string };
    expectEqual(String(serial), serialOf(session.idCert), 'its serial');
  },
});
