import { X509Certificate } from 'node:crypto';
import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { eventsOf, isNewSession } from '../../steps/told.js';

export default defineCase({
  title: "sends the event of a new session to the actor's other sessions only",
  level: 'MUST',
  basis: ['page', 'R29'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const first = await context.enrolment.newSession(context);
    await eventsOf(context, first);
    const second = await context.enrolment.newSession(context);
    const told = (await eventsOf(context, first)).filter(isNewSession);
    expectEqual(told.length, 1, 'the number of NewSession events');
    const { cert: pem = '' } = (told[0]?.d ?? {}) as { cert?: string };
    const cert = new X509Certificate(pem);
    expectThat(
      cert.raw.equals(new X509Certificate(second.idCert).raw),
      'its ID-Cert',
      'another one',
    );
    const own = (await eventsOf(context, second)).filter(isNewSession);
    expectEqual(own.length, 0, 'the number of NewSession events of the new session');
  },
});
