import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { rotate } from '../../steps/rotate.js';
import { eventsWait, takeEvents } from '../../steps/take-events.js';

/** 2^53 − 1, the largest that `after` may be. */
const beyondAll = '9007199254740991';

export default defineCase({
  title: 'removes all events for an after beyond the newest',
  level: 'MUST',
  basis: ['R16'],
  needs: ['actor', 'administratorToken'],
  effect: 'destroys',
  async run(context) {
    const session = context.secondSession;
    await rotate(context);
    const waits = await eventsWait(context, session);
    expectThat(waits, 'an event of the rotation that waits', 'none');
    const { answer, events } = await takeEvents(context, session, { after: beyondAll });
    expectThat(events.length === 0, 'no event', `${events.length}`, answer);
    expectThat(!(await eventsWait(context, session)), 'no event that waits', 'some');
  },
});
