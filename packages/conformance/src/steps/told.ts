import type { FixtureSession } from '../fixture/fixture.js';
import type { CaseContext } from '../run/case-context.js';
import { type Event, takeEvents } from './take-events.js';

/** Takes the events that wait for a session. */
export async function eventsOf(context: CaseContext, session: FixtureSession): Promise<Event[]> {
  return (await takeEvents(context, session)).events;
}

/** Whether it is event 3, NewSession. */
export function isNewSession({ n, op }: Event): boolean {
  return n === 'core' && op === '3';
}

/** Whether it is event 4, ActorCertificateInvalidation. */
export function isInvalidation({ n, op }: Event): boolean {
  return n === 'core' && op === '4';
}

/** Whether it is event `p2core` 1, LowKeyPackages. */
export function isLowKeyPackages({ n, op }: Event): boolean {
  return n === 'p2core' && op === '1';
}
