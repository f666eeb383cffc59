import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';
import type { Tables } from './schema.js';

/** Whether `db`, of whatever schema, is PostgreSQL, for the few words of SQL that SQLite does not have. */
export function onPostgres(db: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Keeps every other writer away from a table until the transaction ends; readers go on. On SQLite there is nothing to
 * do, for a transaction is the only writer of the whole database there.
 */
export async function lockTable(
  trx: Transaction<Tables>,
  table: 'server_identities' | 'broadcasts',
): Promise<void> {
  if (onPostgres(trx)) await sql`lock table ${sql.table(table)} in exclusive mode`.execute(trx);
}
