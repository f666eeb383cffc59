import type { Transaction } from 'kysely';
import { SessionIdTakenError } from '../errors.js';
import { latestBroadcast } from '../events/event-queue.js';
import type { Tables } from '../schema.js';

/** The columns of a new session that differ from one to the other. */
interface SessionRow {
  readonly fid: string;
  readonly sessionId: string;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly endsAt: number | null;
  readonly askHomeAt?: number | null;
}

/**
 * Starts a session, without its certificate. It replaces an ended session with its ID, and continues that one's sequence
 * numbers, so that a late acknowledgement cannot remove its events (R39).
 *
 * @throws {SessionIdTakenError} where a session with its ID was not ended
 */
export async function startSession(trx: Transaction<Tables>, row: SessionRow): Promise<void> {
  const { fid, sessionId } = row;
  const ended = await trx
    .deleteFrom('sessions')
    .where('fid', '=', fid)
    .where('sessionId', '=', sessionId)
    .where('endedAt', 'is not', null)
    .returning(['lastEvent', 'lastBroadcast'])
    .executeTakeFirst();
  const lastBroadcast = await latestBroadcast(trx);
  const lastEvent = ended ? ended.lastEvent + lastBroadcast - ended.lastBroadcast : 0;
  const added = await trx
    .insertInto('sessions')
    .values({ ...row, endedAt: null, lastEvent, lastBroadcast })
    .onConflict((conflict) => conflict.columns(['fid', 'sessionId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) throw new SessionIdTakenError(fid, sessionId);
}
