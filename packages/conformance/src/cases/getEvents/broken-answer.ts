import { setTimeout as sleep } from 'node:timers/promises';
import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { eventsWait, sessionWithEvents } from '../../steps/take-events.js';

/** Milliseconds in which a server has surely seen that nobody is there any more. */
const untilNoticed = 500;

/** What a program does for the first time takes it a millisecond, in which a quick server has answered. */
const rehearsals = 5;

/** A SHOULD: a proxy in between may take the answer over, and the server has then done what it must. */
export default defineCase({
  title: 'keeps the events of a client that is gone before it could be answered',
  level: 'SHOULD',
  basis: ['R16'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const session = await sessionWithEvents(context);
    const { token } = session;
    for (let time = 0; time < rehearsals; time++) {
      await context.sendAndLeave('getEvents', { method: 'HEAD', token });
    }
    await context.sendAndLeave('getEvents', { token });
    await sleep(untilNoticed);
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
