import { defineCase } from '../../case.js';
import { eventsWait, sessionWithEvents } from '../../events.js';
import { expectThat } from '../../expect.js';

export default defineCase({
  title: 'takes no event for HEAD',
  level: 'MUST',
  basis: ['R16', 'R21'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const session = await sessionWithEvents(context);
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
