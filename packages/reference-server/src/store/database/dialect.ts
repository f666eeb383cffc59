import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';
import type { Tables } from '../schema.js';

/** Whether `db` is PostgreSQL, for the few statements that SQLite does not have. */
export function onPostgres(db: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Locks a table against other writers until the transaction ends. SQLite needs no lock: there a transaction is the only
 * writer of the whole database.
 */
export async function lockTable(
  trx: Transaction<Tables>,
  table: 'server_identities' | 'broadcasts',
): Promise<void> {
  if (onPostgres(trx)) await sql`lock table ${sql.table(table)} in exclusive mode`.execute(trx);
}

/**
 * Keeps other transactions that begin or remove sessions of an actor waiting until this one ends. SQLite needs no lock
 * here either.
 */
export async function lockActor(trx: Transaction<Tables>, fid: string): Promise<void> {
  if (!onPostgres(trx)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${fid}, 0))`.execute(trx);
}

/**
 * Keeps everybody from writing to a table until the transaction ends, others that do the same excepted. SQLite needs no
 * lock here either.
 */
export async function freezeTable(trx: Transaction<Tables>, table: 'broadcasts'): Promise<void> {
  if (onPostgres(trx)) await sql`lock table ${sql.table(table)} in share mode`.execute(trx);
}
