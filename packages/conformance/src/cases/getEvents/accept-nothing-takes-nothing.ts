import { defineCase } from '../../catalogue/case.js';
import { expectError, expectThat } from '../../check/expect.js';
import { eventsWait, sessionWithEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'removes no event from the queue when it answers 406',
  level: 'MUST',
  basis: ['R5', 'R16'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const { session } = await sessionWithEvents(context);
    const headers = { Accept: 'image/png' };
    const answer = await context.send('getEvents', { token: session.token, headers });
    expectError(answer, 'P2CORE_NOT_ACCEPTABLE');
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
