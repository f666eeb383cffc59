import { setTimeout as sleep } from 'node:timers/promises';
import { defineCase } from '../../case.js';
import { eventsWait, sessionWithEvents } from '../../events.js';
import { expectThat } from '../../expect.js';

/** Milliseconds in which a server has surely seen that nobody is there any more. */
const untilNoticed = 500;

/** A SHOULD: a proxy in between may take the answer over, and the server has then done what it must. */
export default defineCase({
  title: 'keeps the events of a client that is gone before it could be answered',
  level: 'SHOULD',
  basis: ['R16'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const session = await sessionWithEvents(context);
    await context.sendAndLeave('getEvents', { token: session.token });
    await sleep(untilNoticed);
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
