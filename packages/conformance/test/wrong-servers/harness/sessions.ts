/** Finds the sessions of a fixture by their tokens and IDs. */
import type { Fixture, FixtureSession } from '../../../src/fixture/fixture.js';
import type { Healthy } from './healthy.js';
import { filtersOf, type Request, tokenOf, withFilters } from './message.js';
import { isFor } from './operations.js';

/** A session of the fixture, with its actor. */
export interface OwnedSession extends FixtureSession {
  readonly fid: string;
}

/** Every session that the fixture names. */
export function sessionsOf(fixture: Fixture): OwnedSession[] {
  const { actor, otherActor, keyPackages, events, spareSessions = [] } = fixture;
  const ofActor = [
    ...(actor?.sessions ?? []),
    ...spareSessions,
    ...(events ? [events.session] : []),
  ];
  const owners = [actor && { ...actor, sessions: ofActor }, otherActor, keyPackages];
  return [
    ...owners.flatMap((owner) =>
      (owner?.sessions ?? []).map((session) => ({ ...session, fid: owner?.fid ?? '' })),
    ),
    ...[fixture.foreignSession, fixture.unreachableSession].filter((one) => one !== undefined),
  ];
}

/** The session whose token a request carries. */
export function askerOf(request: Request, { fixture }: Healthy): OwnedSession | undefined {
  return sessionsOf(fixture).find(({ token }) => token === tokenOf(request));
}

/** Whether a request asks to end a session. */
export function isDeletion(request: Request): boolean {
  return isFor(request, 'deleteSession');
}

/** The ID of the session that a request asks to end. */
export function endedBy(request: Request, { fixture }: Healthy): OwnedSession | undefined {
  const { session_id } = filtersOf(request);
  return sessionsOf(fixture).find(({ id }) => id === session_id);
}

/** The same look-up for another actor, without filters. */
export function stranger(
  request: Request,
  { fixture }: Healthy,
  fid = fixture.otherActor?.fid,
): Request {
  const plain = withFilters(request, {});
  return { ...plain, target: plain.target.replace(/[^/]+\/?$/, encodeURIComponent(fid ?? '')) };
}
