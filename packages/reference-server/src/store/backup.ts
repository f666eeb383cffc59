import { type Kysely, sql, type Transaction } from 'kysely';
import { BackupError } from './backup-error.js';
import { onPostgres } from './dialect.js';
import type { Tables } from './schema.js';

type Row = Record<string, unknown>;

/** The tables, each after those that it refers to, with the columns of their keys. */
const keys = {
  settings: ['key'],
  server_identities: ['id'],
  actors: ['fid'],
  sessions: ['id'],
  id_certs: ['id'],
  key_packages: ['id'],
  key_package_digests: ['digest'],
  events: ['session', 's'],
} as const;
type Table = keyof typeof keys;

/** Tables whose keys the database counts by itself. */
const counted: readonly Table[] = ['server_identities', 'sessions', 'id_certs', 'key_packages'];

const header = { format: 'p2core-backup', version: 1 };

const rowsAtOnce = 500;

/**
 * Writes everything that the database holds as lines of JSON: the format, then a line a row. Private keys stay as they
 * are stored, encrypted. It is one moment of the database; the server may go on writing meanwhile.
 */
export async function exportDatabase(
  db: Kysely<Tables>,
  write: (line: string) => void | Promise<void>,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    const begin = onPostgres(db) ? 'begin isolation level repeatable read read only' : 'begin';
    await sql.raw(begin).execute(connection);
    try {
      await write(JSON.stringify(header));
      for (const table of Object.keys(keys) as Table[]) {
        for await (const row of rowsOf(connection, table)) {
          await write(JSON.stringify({ table, row }));
        }
      }
    } finally {
      await sql`rollback`.execute(connection);
    }
  });
}

/**
 * Reads what `exportDatabase` wrote into an empty database, whichever kind it came from; all of it or nothing.
 *
 * @returns how many rows there were
 * @throws {BackupError}
 */
export async function importDatabase(
  db: Kysely<Tables>,
  lines: AsyncIterable<string>,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await demandEmpty(trx);
    let count = 0;
    let batch: { table: Table; rows: Row[] } | undefined;
    for await (const line of lines) {
      if (count++ === 0) {
        demandHeader(line);
        continue;
      }
      const { table, row } = parseRow(line, count);
      if (batch && (batch.table !== table || batch.rows.length === rowsAtOnce)) {
        await insert(trx, batch.table, batch.rows);
        batch = undefined;
      }
      batch ??= { table, rows: [] };
      batch.rows.push(row);
    }
    if (count === 0) throw new BackupError('there is nothing to import');
    if (batch) await insert(trx, batch.table, batch.rows);
    if (onPostgres(trx)) await continueCounting(trx);
    return count - 1;
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

async function demandEmpty(trx: Transaction<Tables>): Promise<void> {
  for (const table of Object.keys(keys) as Table[]) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
    if (rows.length > 0) throw new BackupError('the database is not empty; import into a new one');
  }
}

function demandHeader(line: string): void {
  if (line !== JSON.stringify(header)) {
    throw new BackupError(`the first line must be ${JSON.stringify(header)}`);
  }
}

function parseRow(line: string, number: number): { table: Table; row: Row } {
  try {
    const { table, row } = JSON.parse(line) as { table: Table; row: Row };
    if (Object.hasOwn(keys, table) && typeof row === 'object' && row !== null)
      return { table, row };
  } catch {
    // Told below.
  }
  throw new BackupError(`line ${number} is not a row of an export`);
}

async function insert(trx: Transaction<Tables>, table: Table, rows: Row[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(names.map((name) => row[name]))})`));
  const overriding =
    onPostgres(trx) && counted.includes(table) ? sql`overriding system value` : sql``;
  await sql`insert into ${sql.table(table)} (${columns}) ${overriding} values ${values}`.execute(
    trx.withoutPlugins(),
  );
}

/** SQLite goes on from the highest number by itself. */
async function continueCounting(trx: Transaction<Tables>): Promise<void> {
  for (const table of counted) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)}`.execute(
      trx,
    );
  }
}
