import { type Kysely, sql, type Transaction } from 'kysely';
import { onPostgres } from '../dialect.js';
import type { Tables } from '../schema.js';
import { currentIdentity, type ServerIdentity } from '../server-identities.js';
import { fillSessionLife } from '../session-life.js';
import { type Advance, advance } from './advance.js';
import { BackupError } from './errors.js';
import { type Entry, readBackup } from './format.js';
import { rowRules } from './row-rules.js';
import { counted, type Table, tables } from './tables.js';

/** What an import is to look at and to do beyond the rows. */
export interface ImportOptions {
  /** Looks at what came in; where it throws, the import is undone. */
  accept?: (imported: {
    domain: string | undefined;
    identity: ServerIdentity | undefined;
  }) => void | Promise<void>;
  /** Ends what must not come back, where the backup is older than what the server has given out since. */
  advance?: Advance | undefined;
}

const rowsAtOnce = 500;

/**
 * Reads what `exportDatabase` wrote into an empty database, whichever kind it came from; all of it or nothing.
 *
 * @returns how many rows there were
 * @throws {BackupError} naming the line
 */
export async function importDatabase(
  db: Kysely<Tables>,
  lines: AsyncIterable<string>,
  options: ImportOptions = {},
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await demandEmpty(trx);
    const rules = await rowRules(trx);
    let rows = 0;
    let batch: Entry[] = [];
    for await (const entry of readBackup(lines)) {
      const complaint = rules[entry.table](entry.row);
      if (complaint !== undefined) throw new BackupError(`line ${entry.line}: ${complaint}`);
      if (batch.length === rowsAtOnce || batch[0]?.table !== entry.table) {
        await insertAll(trx, batch);
        batch = [];
      }
      batch.push(entry);
      rows++;
    }
    await insertAll(trx, batch);
    await fillSessionLife(trx);
    if (onPostgres(trx)) await continueCounting(trx);
    await options.accept?.({ domain: await domainOf(trx), identity: await currentIdentity(trx) });
    if (options.advance !== undefined) await advance(trx, options.advance);
    return rows;
  });
}

async function demandEmpty(trx: Transaction<Tables>): Promise<void> {
  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
    if (rows.length > 0) throw new BackupError('the database is not empty; import into a new one');
  }
}

/** All at once; where the database refuses that, one by one, to find the line. */
async function insertAll(trx: Transaction<Tables>, batch: Entry[]): Promise<void> {
  if (batch.length === 0) return;
  await sql`savepoint batch`.execute(trx);
  try {
    await insert(trx, batch);
  } catch {
    await sql`rollback to savepoint batch`.execute(trx);
    for (const entry of batch) {
      await insert(trx, [entry]).catch((cause: Error) => {
        throw new BackupError(`line ${entry.line}: the database refuses it: ${cause.message}`, {
          cause,
        });
      });
    }
  }
  await sql`release savepoint batch`.execute(trx);
}

async function insert(trx: Transaction<Tables>, batch: Entry[]): Promise<void> {
  const [{ table, row } = { table: 'settings' as Table, row: {} }] = batch;
  const names = Object.keys(row);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const values = sql.join(
    batch.map((entry) => sql`(${sql.join(names.map((name) => entry.row[name]))})`),
  );
  const overriding =
    onPostgres(trx) && counted.includes(table) ? sql`overriding system value` : sql``;
  await sql`insert into ${sql.table(table)} (${columns}) ${overriding} values ${values}`.execute(
    trx.withoutPlugins(),
  );
}

async function domainOf(trx: Transaction<Tables>): Promise<string | undefined> {
  const row = await trx
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'domain')
    .executeTakeFirst();
  return row?.value;
}

/** SQLite goes on from the highest number by itself. */
async function continueCounting(trx: Transaction<Tables>): Promise<void> {
  for (const table of counted) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)}`.execute(
      trx,
    );
  }
}
