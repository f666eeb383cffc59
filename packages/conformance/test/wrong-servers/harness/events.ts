/** Changes lists of events in answers. */
import type { NewFault } from '../wrong-server.js';
import { answers, on, values } from './faults.js';
import type { Healthy } from './healthy.js';
import { type Answer, bare, type Request, valueIn, withValue } from './message.js';

/** An event as sent (R15). */
export interface Event {
  n: string;
  op: string;
  d: unknown;
  s: string;
}

/** The events in an answer; none where it is 409. */
export function eventsIn(answer: Answer): Event[] {
  return answer.status === 200 && answer.content.length > 0 ? (valueIn(answer) as Event[]) : [];
}

/** Changes each list of events. */
export function handsOver(change: (events: Event[]) => unknown): NewFault {
  return on('getEvents', values(change));
}

/** Changes each event. */
export function handsOverEach(change: (event: Event) => object): NewFault {
  return handsOver((events) => events.map(change));
}

/** Leaves such events out; answers 409 where none is left. */
export function hidesEvents(
  isHidden: (event: Event, request: Request, healthy: Healthy) => boolean,
): NewFault {
  return on(
    'getEvents',
    answers((answer, request, healthy) => {
      const events = eventsIn(answer);
      if (events.length === 0) return answer;
      const left = events.filter((event) => !isHidden(event, request, healthy));
      return left.length > 0 ? withValue(answer, left) : withoutEvents(answer);
    }),
  );
}

function withoutEvents(answer: Answer): Answer {
  return bare(answer, 409);
}
