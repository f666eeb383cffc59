import type { Expression, Kysely, Transaction } from 'kysely';
import { now } from '../../clock/clock.js';
import { onPostgres } from '../database/dialect.js';
import { prepare } from '../database/prepared.js';
import type { Tables } from '../schema.js';
import { livesAt } from './session-life.js';

/** A live session that this transaction has locked. */
export interface LockedSession {
  /** `sessions.id` */
  readonly id: number;
  readonly sessionId: string;
  /** The number of the last broadcast in its queue. */
  readonly lastBroadcast: number;
}

const ofActor = prepare((db, fid: Expression<string>, at: Expression<number>) =>
  lockedSessions(db, fid, at).orderBy('id'),
);

const one = prepare(
  (db, fid: Expression<string>, sessionId: Expression<string>, at: Expression<number>) =>
    lockedSessions(db, fid, at).where('sessionId', '=', sessionId),
);

/**
 * Locks one live session until the transaction ends. Every change of a session or of its data does this first, so that
 * the session cannot end in the middle of it.
 *
 * @param at seconds since the epoch
 * @returns undefined where the session does not exist or has ended
 */
export async function lockLiveSession(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  at = now(),
): Promise<LockedSession | undefined> {
  return one.first(trx, fid, sessionId, at);
}

/** Locks all live sessions of an actor, always the oldest first, so that two transactions cannot deadlock. */
export async function lockLiveSessions(
  trx: Transaction<Tables>,
  fid: string,
  at = now(),
): Promise<LockedSession[]> {
  return ofActor.all(trx, fid, at);
}

function lockedSessions(db: Kysely<Tables>, fid: Expression<string>, at: Expression<number>) {
  return db
    .selectFrom('sessions')
    .select(['id', 'sessionId', 'lastBroadcast'])
    .where('fid', '=', fid)
    .where(livesAt(at))
    .$if(onPostgres(db), (query) => query.forUpdate());
}
