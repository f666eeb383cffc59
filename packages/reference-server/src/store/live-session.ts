import type { Transaction } from 'kysely';
import { now } from '../clock.js';
import { onPostgres } from './dialect.js';
import type { Tables } from './schema.js';
import { livesAt } from './session-life.js';

/** A live session that this transaction has locked. */
export interface LockedSession {
  /** `sessions.id` */
  readonly id: number;
  readonly sessionId: string;
}

/**
 * Locks one live session until the transaction ends. Whatever changes a session or what belongs to it does this first,
 * so that it cannot meet the end of the session halfway.
 *
 * @param at seconds since the epoch
 * @returns undefined where there is no such session or it has ended
 */
export async function lockLiveSession(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  at = now(),
): Promise<LockedSession | undefined> {
  return trx
    .selectFrom('sessions')
    .select(['id', 'sessionId'])
    .where('fid', '=', fid)
    .where('sessionId', '=', sessionId)
    .where(livesAt(at))
    .$if(onPostgres(trx), (query) => query.forUpdate())
    .executeTakeFirst();
}

/** Locks all live sessions of an actor, the oldest first, always in that order, so that no two wait for each other. */
export async function lockLiveSessions(
  trx: Transaction<Tables>,
  fid: string,
  at = now(),
): Promise<LockedSession[]> {
  return trx
    .selectFrom('sessions')
    .select(['id', 'sessionId'])
    .where('fid', '=', fid)
    .where(livesAt(at))
    .orderBy('id')
    .$if(onPostgres(trx), (query) => query.forUpdate())
    .execute();
}
