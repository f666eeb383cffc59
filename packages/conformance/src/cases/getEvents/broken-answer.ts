import { setTimeout as sleep } from 'node:timers/promises';
import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';
import { rotate } from '../../steps/rotate.js';
import { eventsWait } from '../../steps/take-events.js';

/** Milliseconds after which a server has surely noticed that the connection is closed. */
const untilNoticed = 500;

/** What a program does for the first time takes it a millisecond, in which a quick server has answered. */
const rehearsals = 5;

/**
 * A proxy in between takes the answer over, and the server has then done what it must; no answer tells of a plain one. The
 * case makes the event that it may lose.
 */
export default defineCase({
  title: 'keeps events whose answer could not be delivered',
  level: 'SHOULD',
  basis: ['R16'],
  needs: ['actor', 'administratorToken'],
  effect: 'destroys',
  async run(context) {
    if (context.fixture.direct !== true) {
      throw new Skip('the fixture does not say that no proxy stands in front of the server');
    }
    const session = context.secondSession;
    const { token } = session;
    await rotate(context);
    const waits = await eventsWait(context, session);
    expectThat(waits, 'an event of the rotation that waits', 'none');
    for (let time = 0; time < rehearsals; time++) {
      await context.sendAndLeave('getEvents', { method: 'HEAD', token });
    }
    await context.sendAndLeave('getEvents', { token });
    await sleep(untilNoticed);
    expectThat(await eventsWait(context, session), 'events that still wait', 'none');
  },
});
