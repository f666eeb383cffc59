import { expectStatus } from '../check/expect.js';
import type { FixtureSession } from '../fixture/fixture.js';
import { isOffered } from '../fixture/offered.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import { Skip } from '../run/failure.js';

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

/** The session of the fixture for which events wait; a `Skip` where none do, as after an earlier run. */
export async function sessionWithEvents(context: CaseContext): Promise<FixtureSession> {
  const { session } = context.fixture.events ?? {};
  if (session === undefined || !(await eventsWait(context, session))) {
    throw new Skip('no events wait for the session');
  }
  return session;
}

/** Whether it is event 6, ServerCertificateChange (R19). */
export function isServerCertificateChange({ n, op }: Event): boolean {
  return n === 'core' && op === '6';
}
