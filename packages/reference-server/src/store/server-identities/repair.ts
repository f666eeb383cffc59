import type { Transaction } from 'kysely';
import { lockTable } from '../database/dialect.js';
import { broadcast, type NewEvent } from '../events/event-queue.js';
import type { Tables } from '../schema.js';
import { endSession } from '../sessions/end-session.js';
import {
  currentIdentity,
  earliestAfter,
  insertIdentity,
  type MakeServerIdentity,
  newestIdentities,
  type ServerIdentity,
} from './identity-rows.js';

/** The result of a repair. */
export interface Repair {
  identity: ServerIdentity;
  /** The sessions that were ended, because their ID-Certs are not valid yet. */
  ended: { fid: string; sessionId: string }[];
}

/**
 * Replaces an identity that begins in the future, because it was made while the clock was ahead. The new identity is
 * current from now on; look-ups by time never find the other. Sessions whose ID-Certs begin in the future end. Recorded
 * times in the future are set to now, and home servers are asked again (R39).
 *
 * @returns undefined where the current identity has begun, so that nothing needs repair
 */
export async function repairIdentity(
  trx: Transaction<Tables>,
  {
    at,
    make,
    announce,
  }: {
    at: number;
    make: MakeServerIdentity;
    announce: (identity: ServerIdentity) => NewEvent;
  },
): Promise<Repair | undefined> {
  await lockTable(trx, 'server_identities');
  const current = await currentIdentity(trx);
  if (current === undefined || Math.max(current.currentFrom, current.notBefore) <= at) {
    return undefined;
  }
  const before = await newestIdentities(trx)
    .where('currentFrom', '<=', at)
    .where('notBefore', '<=', at)
    .executeTakeFirst();
  const made = await make(before);
  const currentFrom = Math.max(made.currentFrom, await earliestAfter(trx, before, made));
  const identity = { ...made, currentFrom };
  await trx
    .updateTable('serverIdentities')
    .set({ currentFrom })
    .where((eb) => eb.or([eb('currentFrom', '>', at), eb('notBefore', '>', at)]))
    .execute();
  await insertIdentity(trx, identity);
  const ended = await endSessionsOfTheFuture(trx, at);
  await trx
    .updateTable('idCerts')
    .set({ invalidatedAt: at })
    .where('invalidatedAt', '>', at)
    .execute();
  for (const column of ['endedAt', 'askHomeAt', 'notAskableSince'] as const) {
    await trx
      .updateTable('sessions')
      .set({ [column]: at })
      .where(column, '>', at)
      .execute();
  }
  await broadcast(trx, announce(identity));
  return { identity, ended };
}

async function endSessionsOfTheFuture(
  trx: Transaction<Tables>,
  at: number,
): Promise<Repair['ended']> {
  const sessions = await trx
    .selectFrom('sessions')
    .innerJoin('idCerts', (join) =>
      join
        .onRef('idCerts.fid', '=', 'sessions.fid')
        .onRef('idCerts.sessionId', '=', 'sessions.sessionId'),
    )
    .select(['sessions.id', 'sessions.fid', 'sessions.sessionId'])
    .where('endedAt', 'is', null)
    .where('invalidatedAt', 'is', null)
    .where('notBefore', '>', at)
    .orderBy('sessions.id')
    .execute();
  for (const session of sessions) await endSession(trx, session, at);
  return sessions.map(({ fid, sessionId }) => ({ fid, sessionId }));
}
