import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { rotate } from '../../steps/rotate.js';
import { isServerCertificateChange, takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'delivers each event once, and continues the sequence numbers',
  level: 'MUST',
  basis: ['R16'],
  needs: ['actor', 'administratorToken'],
  effect: 'destroys',
  async run(context) {
    const told = async (rotations: number) => {
      for (let count = 0; count < rotations; count++) await rotate(context);
      const { answer, events } = await takeEvents(context, context.session);
      const changes = events.filter(isServerCertificateChange);
      const expected = `${rotations} events of rotations`;
      expectThat(changes.length >= rotations, expected, `${changes.length}`, answer);
      return events;
    };
    const first = await told(2);
    const { answer, events } = await takeEvents(context, context.session);
    expectEqual(events, [], 'the events left', answer);
    const [next] = await told(1);
    const last = BigInt(first.at(-1)?.s ?? 0);
    expectEqual(BigInt(next?.s ?? 0) > last, true, 'a sequence number above the last:');
  },
});
