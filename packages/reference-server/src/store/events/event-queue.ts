import { type Expression, type Kysely, sql, type Transaction } from 'kysely';
import { freezeTable, lockTable } from '../database/dialect.js';
import { prepare } from '../database/prepared.js';
import type { Tables } from '../schema.js';
import type { LockedSession } from '../sessions/live-session.js';

/** How many events a session's queue holds. Beyond that the oldest are dropped (R16). */
export const maxQueuedEvents = 1000;

/** A gateway event that has no sequence number yet (R15). */
export interface NewEvent {
  /** The namespace, `core` for polyproto-core's own. */
  readonly n: string;
  /** The opcode, a decimal string. */
  readonly op: string;
  /** Any JSON object. */
  readonly d: Readonly<Record<string, unknown>>;
}

/** A session that this transaction has locked, as far as its queue goes. */
type LockedQueue = Pick<LockedSession, 'id' | 'lastBroadcast'>;

const newest = prepare((db) =>
  db.selectFrom('broadcasts').select((eb) => eb.fn.max('number').as('latest')),
);

const countUp = prepare((db, session: Expression<number>) =>
  db
    .updateTable('sessions')
    .set((eb) => ({ lastEvent: eb('lastEvent', '+', 1) }))
    .where('id', '=', session)
    .returning('lastEvent'),
);

const upTo = prepare((db, session: Expression<number>, s: Expression<number>) =>
  db.deleteFrom('events').where('session', '=', session).where('s', '<=', s),
);

/**
 * Puts an event into the queue of one session. No broadcast may come between the event's number and its visibility:
 * a reader would see the broadcast with that number.
 *
 * @returns the event's sequence number
 */
export async function appendEvent(
  trx: Transaction<Tables>,
  session: LockedQueue,
  { n, op, d }: NewEvent,
  limit = maxQueuedEvents,
): Promise<number> {
  await freezeTable(trx, 'broadcasts');
  await queueBroadcasts(trx, session);
  const counted = await countUp.first(trx, session.id);
  if (counted === undefined) throw new Error('a session vanished while it was locked');
  const s = counted.lastEvent;
  await trx
    .insertInto('events')
    .values({ session: session.id, s, n, op, d: JSON.stringify(d) })
    .execute();
  if (s > limit) await dropEvents(trx, session.id, s - limit);
  return s;
}

/** Deletes the events of a session up to and including one. */
export async function dropEvents(
  trx: Transaction<Tables>,
  session: number,
  upToS: number,
): Promise<void> {
  await upTo.all(trx, session, upToS);
}

/**
 * Sends an event to all live sessions. It is stored once: each session reads it after the events of its queue, and
 * copies it into the queue at the queue's next change. A lock keeps such transactions apart, so that their numbers
 * become visible in order.
 */
export async function broadcast(trx: Transaction<Tables>, { n, op, d }: NewEvent): Promise<void> {
  await lockTable(trx, 'broadcasts');
  const number = (await latestBroadcast(trx)) + 1;
  await trx
    .insertInto('broadcasts')
    .values({ number, n, op, d: JSON.stringify(d) })
    .execute();
  await trx
    .deleteFrom('broadcasts')
    .where('number', '<=', number - maxQueuedEvents)
    .execute();
}

/** The number of the last broadcast; 0 before the first. */
export async function latestBroadcast(db: Kysely<Tables>): Promise<number> {
  const { latest } = (await newest.first(db)) ?? {};
  return latest ?? 0;
}

/** The broadcasts that a session has not copied into its queue yet. */
export function unqueuedBroadcasts(db: Kysely<Tables>) {
  return db
    .selectFrom('sessions')
    .innerJoin('broadcasts', (join) => join.onRef('number', '>', 'lastBroadcast'));
}

/** The sequence number of such a broadcast for a session: it follows the events in the queue. */
export const broadcastNumber = sql<number>`last_event + number - last_broadcast`.as('s');

/**
 * Copies the broadcasts that a session has not queued into its queue, with the sequence numbers that it has seen or
 * will see.
 */
export async function queueBroadcasts(
  trx: Transaction<Tables>,
  { id, lastBroadcast }: LockedQueue,
): Promise<void> {
  const latest = await latestBroadcast(trx);
  if (latest <= lastBroadcast) return;
  await trx
    .insertInto('events')
    .columns(['session', 's', 'n', 'op', 'd'])
    .expression(
      unqueuedBroadcasts(trx)
        .select(['sessions.id', broadcastNumber, 'n', 'op', 'd'])
        .where('sessions.id', '=', id)
        .where('number', '<=', latest),
    )
    .execute();
  await trx
    .updateTable('sessions')
    .set({
      lastEvent: sql`last_event + ${latest} - last_broadcast`,
      lastBroadcast: latest,
    })
    .where('id', '=', id)
    .where('lastBroadcast', '<', latest)
    .execute();
}
