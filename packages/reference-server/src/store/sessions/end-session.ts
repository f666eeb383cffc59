import type { Expression, Transaction } from 'kysely';
import { onPostgres } from '../database/dialect.js';
import { prepare } from '../database/prepared.js';
import { invalidateIdCert } from '../id-certs/id-certs.js';
import type { Tables } from '../schema.js';

/** Ends all sessions of an actor that were not ended. Returns how many lived. */
export async function endSessionsOf(
  trx: Transaction<Tables>,
  fid: string,
  at: number,
): Promise<number> {
  const sessions = await trx
    .selectFrom('sessions')
    .select(['id', 'fid', 'sessionId', 'endsAt'])
    .where('fid', '=', fid)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .$if(onPostgres(trx), (query) => query.forUpdate())
    .execute();
  for (const session of sessions) await endSession(trx, session, at);
  return sessions.filter(({ endsAt }) => endsAt === null || endsAt >= at).length;
}

const markEnded = prepare((db, id: Expression<number>, at: Expression<number>) =>
  db.updateTable('sessions').set({ endedAt: at, tokenHash: null }).where('id', '=', id),
);

const rowsOfSession = (['events', 'keyPackages', 'renewals'] as const).map((table) =>
  prepare((db, session: Expression<number>) => db.deleteFrom(table).where('session', '=', session)),
);

/** Ends a session that this transaction has locked, as `Sessions.end` says. */
export async function endSession(
  trx: Transaction<Tables>,
  { id, fid, sessionId }: { id: number; fid: string; sessionId: string },
  at: number,
): Promise<void> {
  await markEnded.all(trx, id, at);
  for (const ofSession of rowsOfSession) await ofSession.all(trx, id);
  await invalidateIdCert(trx, fid, sessionId, at);
}
