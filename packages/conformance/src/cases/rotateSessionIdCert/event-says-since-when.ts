import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { serialOf } from '../../steps/key-material.js';
import { readActor } from '../../steps/look-up.js';
import { renewed } from '../../steps/renew.js';
import { eventsOf, isInvalidation } from '../../steps/told.js';

export default defineCase({
  title: 'sends the second of the flag as invalidSince in the event',
  level: 'MUST',
  basis: ['R15', 'R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const other = await context.enrolment.newSession(context);
    const session = await context.enrolment.newSession(context);
    await eventsOf(context, other);
    await renewed(context, session);
    const told = (await eventsOf(context, other)).filter(isInvalidation);
    const { fid, id } = session;
    const { idCerts } = await readActor(context, { path: { fid }, query: { session_id: id } });
    const former = idCerts.find(({ pem }) => serialOf(pem) === serialOf(session.idCert));
    expectEqual(
      told.map(({ d }) => (d as { invalidSince?: unknown }).invalidSince),
      [former?.invalidatedAt],
      'invalidSince',
    );
  },
});
