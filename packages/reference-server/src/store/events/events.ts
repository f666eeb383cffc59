import type { Expression, Kysely } from 'kysely';
import { now } from '../../clock/clock.js';
import { prepare } from '../database/prepared.js';
import { SessionNotFoundError } from '../errors.js';
import type { Tables } from '../schema.js';
import { lockLiveSession } from '../sessions/live-session.js';
import { livesAt } from '../sessions/session-life.js';
import {
  appendEvent,
  broadcastNumber,
  dropEvents,
  maxQueuedEvents,
  type NewEvent,
  queueBroadcasts,
  unqueuedBroadcasts,
} from './event-queue.js';

/** A gateway event as it goes over the wire (R15). */
interface QueuedEvent extends NewEvent {
  /** The sequence number, a decimal string. */
  readonly s: string;
}

const waiting = prepare(
  (db, fid: Expression<string>, sessionId: Expression<string>, at: Expression<number>) => {
    const queued = db
      .selectFrom('sessions')
      .innerJoin('events', 'events.session', 'sessions.id')
      .select(['n', 'op', 'd', 's'])
      .where('fid', '=', fid)
      .where('sessionId', '=', sessionId)
      .where(livesAt(at));
    const unqueued = unqueuedBroadcasts(db)
      .select(['n', 'op', 'd', broadcastNumber])
      .where('fid', '=', fid)
      .where('sessionId', '=', sessionId)
      .where(livesAt(at));
    return queued.unionAll(unqueued).orderBy('s');
  },
);

/** The events that are still to be delivered to sessions (R16). */
export class Events {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Queues an event for a live session.
   *
   * @param limit how many events the queue may hold; the oldest beyond that are dropped
   * @returns its sequence number, one more than that of the session's previous event
   * @throws {SessionNotFoundError}
   */
  async append(fid: string, sessionId: string, event: NewEvent, limit?: number): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      const session = await lockLiveSession(trx, fid, sessionId);
      if (session === undefined) throw new SessionNotFoundError(fid, sessionId);
      return appendEvent(trx, session, event, limit);
    });
  }

  /** The unacknowledged events of a live session, in the order of `s`. They stay in the queue. */
  async pending(fid: string, sessionId: string): Promise<QueuedEvent[]> {
    const rows = await waiting.all(this.#db, fid, sessionId, now());
    return rows
      .slice(-maxQueuedEvents)
      .map(({ n, op, d, s }) => ({ n, op, d: JSON.parse(d), s: String(s) }));
  }

  /**
   * Removes the events up to and including one from the queue. Does nothing if the session has ended.
   *
   * @param upToS the sequence number of the last event that was delivered
   */
  async acknowledge(fid: string, sessionId: string, upToS: number): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const session = await lockLiveSession(trx, fid, sessionId);
      if (session === undefined) return;
      await queueBroadcasts(trx, session);
      await dropEvents(trx, session.id, upToS);
    });
  }
}
