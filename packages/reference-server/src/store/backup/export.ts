import { type Kysely, sql } from 'kysely';
import { onPostgres } from '../database/dialect.js';
import type { Tables } from '../schema.js';
import { BackupWriter } from './format.js';
import { keys, type Row, type Table, tables } from './tables.js';

const rowsAtOnce = 500;

/**
 * Writes a snapshot of the whole database as lines of JSON (`format.ts`), while the server may go on writing. Private
 * keys stay encrypted.
 *
 * @returns how many rows there were
 */
export async function exportDatabase(
  db: Kysely<Tables>,
  write: (line: string) => void | Promise<void>,
): Promise<number> {
  return db.connection().execute(async (connection) => {
    const begin = onPostgres(db) ? 'begin isolation level repeatable read read only' : 'begin';
    await sql.raw(begin).execute(connection);
    try {
      const backup = new BackupWriter(write);
      await backup.begin();
      for (const table of tables) {
        for await (const row of rowsOf(connection, table)) await backup.row(table, row);
      }
      return await backup.end();
    } finally {
      await sql`rollback`.execute(connection);
    }
  });
}

async function* rowsOf(db: Kysely<Tables>, table: Table): AsyncGenerator<Row> {
  const columns = sql.join(keys[table].map((column) => sql.ref(column)));
  let last: unknown[] | undefined;
  for (;;) {
    const after = last ? sql`where (${columns}) > (${sql.join(last)})` : sql``;
    const { rows } =
      await sql<Row>`select * from ${sql.table(table)} ${after} order by ${columns} limit ${rowsAtOnce}`.execute(
        db.withoutPlugins(),
      );
    yield* rows;
    const final = rows.at(-1);
    if (final === undefined || rows.length < rowsAtOnce) return;
    last = keys[table].map((column) => final[column]);
  }
}
