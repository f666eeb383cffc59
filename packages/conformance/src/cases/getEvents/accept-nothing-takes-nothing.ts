import { defineCase } from '../../case.js';
import { eventsWait } from '../../events.js';
import { expectError, expectThat } from '../../expect.js';
import { Skip } from '../../failure.js';

export default defineCase({
  title: 'takes no event where it can write none of the media types that Accept allows',
  level: 'MUST',
  basis: ['R5', 'R16'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const session = context.fixture.events?.session;
    if (session === undefined || !(await eventsWait(context, session))) {
      throw new Skip('no events wait for the session');
    }
    const headers = { Accept: 'image/png' };
    const answer = await context.send('getEvents', { token: session.token, headers });
    expectError(answer, 'P2CORE_NOT_ACCEPTABLE');
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
