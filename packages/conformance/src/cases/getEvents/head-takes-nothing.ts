import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { eventsWait, sessionWithEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'removes no event for HEAD',
  level: 'MUST',
  basis: ['R16', 'R21'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const { session } = await sessionWithEvents(context);
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
