import type { Transaction } from 'kysely';
import { lockTable } from './dialect.js';
import type { Tables } from './schema.js';

/** How many events a session's queue holds; beyond that the oldest are dropped (R16 and the contract's `getEvents`). */
export const maxQueuedEvents = 1000;

/** A gateway event that has no sequence number yet (R15). */
export interface NewEvent {
  /** The namespace, `core` for polyproto-core's own. */
  readonly n: string;
  /** The opcode, a decimal string. */
  readonly op: string;
  /** What JSON can say. */
  readonly d: Readonly<Record<string, unknown>>;
}

/**
 * Puts an event into the queue of one session.
 *
 * @param session `sessions.id` of a session that this transaction has locked
 * @returns the event's sequence number
 */
export async function appendEvent(
  trx: Transaction<Tables>,
  session: number,
  { n, op, d }: NewEvent,
  limit = maxQueuedEvents,
): Promise<number> {
  const { lastEvent: s } = await trx
    .updateTable('sessions')
    .set((eb) => ({ lastEvent: eb('lastEvent', '+', 1) }))
    .where('id', '=', session)
    .returning('lastEvent')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('events')
    .values({ session, s, n, op, d: JSON.stringify(d) })
    .execute();
  await trx
    .deleteFrom('events')
    .where('session', '=', session)
    .where('s', '<=', s - limit)
    .execute();
  return s;
}

/** Puts the same event into the queue of each live session. Changes of sessions wait until the transaction ends. */
export async function appendEventToAllSessions(
  trx: Transaction<Tables>,
  { n, op, d }: NewEvent,
): Promise<void> {
  await lockTable(trx, 'sessions');
  await trx
    .updateTable('sessions')
    .set((eb) => ({ lastEvent: eb('lastEvent', '+', 1) }))
    .where('endedAt', 'is', null)
    .execute();
  await trx
    .insertInto('events')
    .columns(['session', 's', 'n', 'op', 'd'])
    .expression((eb) =>
      eb
        .selectFrom('sessions')
        .select((eb) => [
          'id',
          'lastEvent',
          eb.val(n).as('n'),
          eb.val(op).as('op'),
          eb.val(JSON.stringify(d)).as('d'),
        ])
        .where('endedAt', 'is', null),
    )
    .execute();
  await trx
    .deleteFrom('events')
    .where('s', '<=', (eb) =>
      eb
        .selectFrom('sessions')
        .select((eb) => eb('lastEvent', '-', maxQueuedEvents).as('dropped'))
        .whereRef('sessions.id', '=', 'events.session'),
    )
    .execute();
}
