import { defineCase } from '../../case.js';
import { eventsWait } from '../../events.js';
import { expectThat } from '../../expect.js';
import { Skip } from '../../failure.js';

export default defineCase({
  title: 'takes no event for HEAD',
  level: 'MUST',
  basis: ['R16', 'R21'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const session = context.fixture.events?.session;
    if (session === undefined || !(await eventsWait(context, session))) {
      throw new Skip('no events wait for the session');
    }
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
