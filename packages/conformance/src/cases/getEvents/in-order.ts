import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { sessionWithEvents, takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'hands waiting events over by rising sequence numbers',
  level: 'MUST',
  basis: ['R15', 'R16'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const { session, waiting } = await sessionWithEvents(context);
    const { answer, events } = await takeEvents(context, session);
    const numbers = events.map(({ s }) => BigInt(s));
    const first = numbers[0] ?? 0n;
    const isRising = numbers.every((s, index) => s === first + BigInt(index));
    expectThat(isRising, 'sequence numbers that rise by one', numbers.join(', '), answer);
    const count = `${waiting} events at least`;
    expectThat(events.length >= waiting, count, String(events.length), answer);
  },
});
