import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'answers 409 without content where no event waits',
  level: 'MUST',
  basis: ['page', 'R14'],
  needs: ['actor'],
  effect: 'changes',
  async run(context) {
    await takeEvents(context, context.secondSession);
    const { answer, events } = await takeEvents(context, context.secondSession);
    expectEqual(events, [], 'the events', answer);
    expectStatus(answer, 409);
  },
});
