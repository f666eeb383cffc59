import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { lookUpServer } from '../../steps/look-up.js';
import { rotate } from '../../steps/rotate.js';
import { isServerCertificateChange, takeEvents } from '../../steps/take-events.js';

/** Seconds by which two clocks of one server may differ. */
const tolerance = 60;

export default defineCase({
  title: 'sends the new certificate, and the end of the older one, in the event of a rotation',
  level: 'MUST',
  basis: ['R15', 'R19'],
  needs: ['administratorToken', 'actor'],
  effect: 'destroys',
  async run(context) {
    await takeEvents(context, context.session);
    const from = timeOf((await lookUpServer(context)).answer) - tolerance;
    const { pem } = await rotate(context);
    const { answer, events } = await takeEvents(context, context.session);
    const event = events.findLast(isServerCertificateChange);
    expectThat(event !== undefined, 'the event ServerCertificateChange', 'none', answer);
    const { cert, oldInvalidSince } = event.d;
    expectEqual(String(cert).trim(), pem.trim(), 'the new certificate,', answer);
    const until = timeOf(answer) + tolerance;
    const isThen = from <= Number(oldInvalidSince) && Number(oldInvalidSince) <= until;
    const expected = `an oldInvalidSince from ${from} to ${until}`;
    expectThat(isThen, expected, `${oldInvalidSince}`, answer);
  },
});
