import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { eventsWait, sessionWithEvents, takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'gives a session only its own events',
  level: 'MUST',
  basis: ['page', 'R16'],
  needs: ['events', 'actor'],
  effect: 'changes',
  async run(context) {
    const { session } = await sessionWithEvents(context);
    await takeEvents(context, context.secondSession);
    const { answer, events } = await takeEvents(context, context.secondSession);
    expectEqual(events, [], 'the events of a session that was told of all', answer);
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
