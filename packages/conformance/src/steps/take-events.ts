import { expectStatus } from '../check/expect.js';
import type { Fixture, FixtureSession } from '../fixture/fixture.js';
import { isOffered } from '../fixture/offered.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import { Skip } from '../run/failure.js';
import { rotate } from './rotate.js';

/** An event as it goes over the wire (R15). */
export interface Event {
  n: string;
  op: string;
  d: Record<string, unknown>;
  s: string;
}

/**
 * Takes the events that wait for a session; with `after` those up to it alone, and asks for the rest. None where the server
 * answers 409, a `Skip` where it has no such route.
 */
export async function takeEvents(
  { send, fixture }: CaseContext,
  { token }: FixtureSession,
  query: { after?: string } = {},
): Promise<{ answer: Answer; events: Event[] }> {
  if (!isOffered('getEvents', fixture)) throw new Skip('the server does not offer getEvents');
  const answer = await send('getEvents', { token, query });
  if (answer.status === 409) return { answer, events: [] };
  expectStatus(answer, 200);
  return { answer, events: answer.json as Event[] };
}

/** Whether events wait for a session. HEAD shows that, and takes none (R21). */
export async function eventsWait(
  { send }: CaseContext,
  { token }: FixtureSession,
): Promise<boolean> {
  return (await send('getEvents', { method: 'HEAD', token })).status === 200;
}

/** The fixtures of which the events were taken, each of one run. */
const usedUp = new WeakSet<Fixture>();

/**
 * The session of the fixture for which events wait, and how many at least. Where an earlier run or case took them, a rotation
 * makes one, if the fixture allows that; otherwise a `Skip`.
 */
export async function sessionWithEvents(
  context: CaseContext,
): Promise<{ session: FixtureSession; waiting: number }> {
  const { events, destructive, administratorToken } = context.fixture;
  if (events === undefined) throw new Skip('the fixture gives no events');
  if (await eventsWait(context, events.session)) {
    return usedUp.has(context.fixture) ? { ...events, waiting: 1 } : events;
  }
  usedUp.add(context.fixture);
  if (destructive && administratorToken !== undefined) {
    await rotate(context);
    if (await eventsWait(context, events.session)) return { ...events, waiting: 1 };
  }
  throw new Skip('no events wait for the session');
}

/** Whether it is event 6, ServerCertificateChange (R19). */
export function isServerCertificateChange({ n, op }: Event): boolean {
  return n === 'core' && op === '6';
}
