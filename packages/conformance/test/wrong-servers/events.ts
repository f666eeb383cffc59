import { type Event, eventsIn, handsOver, handsOverEach, hidesEvents } from './harness/events.js';
import { answers, on, readsFilter, requests, where } from './harness/faults.js';
import {
  type Answer,
  bare,
  filtersOf,
  tokenOf,
  withFields,
  withStatus,
  withToken,
  withValue,
} from './harness/message.js';
import { askerOf } from './harness/sessions.js';
import type { NewFault, WrongServer } from './wrong-server.js';

/** Gives another answer where no event waits. */
const whereNone = (change: (answer: Answer) => Answer): NewFault =>
  on(
    'getEvents',
    answers((answer) => (answer.status === 409 ? change(answer) : answer)),
  );

const inJson = { 'Content-Type': 'application/json' };

/** Delivers some events again, before the new ones. */
const handsOverAgain = (
  isLeft: (event: Event, position: number, all: Event[]) => boolean,
): NewFault =>
  on('getEvents', () => {
    const left = new Map<string | undefined, Event[]>();
    return async (request, healthy) => {
      const answer = await healthy.send(request);
      if (request.method !== 'GET') return answer;
      const token = tokenOf(request);
      const events = [...(left.get(token) ?? []), ...eventsIn(answer)];
      if (events.length === 0) return answer;
      left.set(token, events.filter(isLeft));
      const ok = withStatus(withFields(answer, inJson), 200);
      return withValue(ok, events);
    };
  });

/** Removes events from the queue before the client has read them. */
const takesForNobody: NewFault = on(
  'getEvents',
  () => (request, healthy) => healthy.send(request, { evenToNobody: true }),
);

const isRotation = ({ n, op }: Event) => n === 'core' && op === '6';

const readsAfter = (as: (after: unknown) => unknown): NewFault =>
  on('getEvents', readsFilter('after', as));

/** Refuses an `after` above the last event that it delivered. */
const refusesAfterBeyond: NewFault = on('getEvents', () => {
  const newest = new Map<string | undefined, bigint>();
  return async (request, healthy) => {
    const { after } = filtersOf(request);
    const token = tokenOf(request);
    if (after !== undefined && BigInt(String(after)) > (newest.get(token) ?? 0n)) {
      return healthy.error('P2CORE_BAD_REQUEST');
    }
    const answer = await healthy.send(request);
    const last = eventsIn(answer).at(-1);
    if (last !== undefined) newest.set(token, BigInt(last.s));
    return answer;
  };
});

/** Faults in the event queue of a session. */
export const events: readonly WrongServer[] = [
  {
    name: 'refuses an after beyond the newest event',
    clause: 'R16',
    caughtBy: 'getEvents/after-beyond-the-newest',
    fault: refusesAfterBeyond,
  },
  {
    name: 'ignores an after beyond the newest event',
    clause: 'R16',
    caughtBy: 'getEvents/after-beyond-the-newest',
    fault: readsAfter((after) => (after === '9007199254740991' ? '0' : after)),
  },
  {
    name: 'removes delivered events though the client uses after',
    clause: 'R16',
    caughtBy: 'getEvents/after-keeps',
    fault: readsAfter(() => undefined),
  },
  {
    name: 'keeps events that the client has acknowledged',
    clause: 'R16',
    caughtBy: 'getEvents/after-acknowledges',
    fault: readsAfter(() => '0'),
  },
  {
    name: 'removes one event more than the client acknowledges',
    clause: 'R16',
    caughtBy: 'getEvents/after-acknowledges',
    fault: readsAfter((after) => (after === '0' ? '0' : String(Number(after) + 1))),
  },
  {
    name: 'removes acknowledged events on HEAD',
    clause: 'R16',
    caughtBy: 'getEvents/after-acknowledges',
    fault: on(
      'getEvents',
      requests(async (request, healthy) => {
        if (request.method === 'HEAD') await healthy.send({ ...request, method: 'GET' });
        return request;
      }),
    ),
  },
  {
    name: 'answers 204 where there are no events',
    clause: 'R14',
    caughtBy: 'getEvents/none',
    fault: whereNone((answer) => bare(answer, 204)),
  },
  {
    name: 'answers with an empty list where there are no events',
    clause: 'R14',
    caughtBy: 'getEvents/none',
    fault: whereNone((answer) => withStatus(withValue(withFields(answer, inJson), []), 200)),
  },
  {
    name: 'sends content with 409',
    clause: 'R14',
    caughtBy: 'getEvents/none',
    fault: whereNone((answer) => withValue(withFields(answer, inJson), [])),
  },
  {
    name: 'delivers the same events again',
    clause: 'R16',
    caughtBy: 'getEvents/once',
    fault: handsOverAgain(() => true),
  },
  {
    name: 'removes events before they are delivered',
    clause: 'R16',
    caughtBy: 'getEvents/broken-answer',
    fault: takesForNobody,
  },
  {
    name: 'leaves out the last event',
    clause: 'R16',
    caughtBy: 'getEvents/in-order',
    fault: handsOver((events) => events.slice(0, -1)),
  },
  {
    name: 'delivers each event twice',
    clause: 'R16',
    caughtBy: 'getEvents/in-order',
    fault: handsOver((events) => events.flatMap((event) => [event, event])),
  },
  {
    name: 'sends a single event in place of an array',
    clause: 'R15',
    caughtBy: 'getEvents/in-order',
    fault: handsOver(([first]) => first),
  },
  {
    name: 'removes events on HEAD',
    clause: 'R21',
    caughtBy: 'getEvents/head-takes-nothing',
    fault: on(
      'getEvents',
      where(
        ({ method }) => method === 'HEAD',
        () => async (request, healthy) => {
          const answer = await healthy.send(request);
          await healthy.send({ ...request, method: 'GET' });
          return answer;
        },
      ),
    ),
  },
  {
    name: 'removes events when it answers 406',
    clause: 'R16',
    caughtBy: 'getEvents/accept-nothing-takes-nothing',
    fault: on(
      'getEvents',
      answers(async (answer, request, healthy) => {
        if (answer.status === 406) await healthy.send(withFields(request, { Accept: '*/*' }));
        return answer;
      }),
    ),
  },
  {
    name: 'removes the last event only',
    clause: 'R16',
    caughtBy: 'getEvents/once',
    fault: handsOverAgain((_event, position, all) => position < all.length - 1),
  },
  {
    name: 'keeps the last event in the queue',
    clause: 'R16',
    caughtBy: 'getEvents/once',
    fault: handsOverAgain((_event, position, all) => position === all.length - 1),
  },
  {
    name: 'delivers the newest event first',
    clause: 'R16',
    caughtBy: 'getEvents/in-order',
    fault: handsOver((events) => events.toReversed()),
  },
  {
    name: 'sends sequence numbers as numbers',
    clause: 'R15',
    caughtBy: 'getEvents/in-order',
    fault: handsOverEach((event) => ({ ...event, s: Number(event.s) })),
  },
  {
    name: 'sends opcodes as numbers',
    clause: 'R15',
    caughtBy: 'getEvents/in-order',
    fault: handsOverEach((event) => ({ ...event, op: Number(event.op) })),
  },
  {
    name: 'sends events without a namespace',
    clause: 'R15',
    caughtBy: 'getEvents/in-order',
    fault: handsOverEach(({ n: _, ...rest }) => rest),
  },
  {
    name: 'sends the data of event 6 as a string',
    clause: 'R15',
    caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    fault: handsOverEach((event) =>
      isRotation(event) ? { ...event, d: JSON.stringify(event.d) } : event,
    ),
  },
  {
    name: 'delivers the events of other sessions too',
    clause: 'R16',
    caughtBy: 'getEvents/another-session',
    fault: on('getEvents', () => {
      const others: Event[] = [];
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        const { token } = healthy.fixture.events?.session ?? {};
        if (request.method !== 'GET' || token === undefined) return answer;
        others.push(...eventsIn(await healthy.send(withToken(request, token))));
        const ok = withStatus(withFields(answer, inJson), 200);
        return withValue(ok, [...eventsIn(answer), ...others]);
      };
    }),
  },
  {
    name: 'raises sequence numbers by two',
    clause: 'R16',
    caughtBy: 'getEvents/in-order',
    fault: handsOverEach((event) => ({ ...event, s: String(Number(event.s) * 2) })),
  },
  {
    name: 'raises sequence numbers by uneven steps',
    clause: 'R16',
    caughtBy: 'getEvents/in-order',
    fault: handsOverEach((event) => ({
      ...event,
      s: String(Number(event.s) * 1000 - Number(event.s) ** 2),
    })),
  },
  {
    name: 'keeps only five events in a queue',
    clause: 'R16',
    caughtBy: 'getEvents/in-order',
    fault: handsOver((events) => events.slice(-5)),
  },
  {
    name: 'sends the event of a rotation to one session only',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    fault: hidesEvents(
      (event, request, healthy) =>
        isRotation(event) &&
        askerOf(request, healthy)?.id !== healthy.fixture.actor?.sessions[0]?.id,
    ),
  },
];
