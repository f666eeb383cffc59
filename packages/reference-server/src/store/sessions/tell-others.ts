import type { Transaction } from 'kysely';
import { appendEvent, type NewEvent } from '../events/event-queue.js';
import type { Tables } from '../schema.js';
import { lockLiveSessions } from './live-session.js';

/**
 * Queues an event for all live sessions of an actor but one.
 *
 * @param session the actor and its session that is not told
 * @returns how many were told
 */
export async function tellOthers(
  trx: Transaction<Tables>,
  { fid, sessionId }: { fid: string; sessionId: string },
  event: NewEvent,
  at: number,
): Promise<number> {
  const sessions = await lockLiveSessions(trx, fid, at);
  const others = sessions.filter((session) => session.sessionId !== sessionId);
  for (const session of others) await appendEvent(trx, session, event);
  return others.length;
}
