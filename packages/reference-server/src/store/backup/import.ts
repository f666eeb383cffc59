import { type Kysely, sql, type Transaction } from 'kysely';
import { onPostgres } from '../database/dialect.js';
import { fillIdentityKeys } from '../id-certs/identity-keys.js';
import type { Tables } from '../schema.js';
import { currentIdentity, type ServerIdentity } from '../server-identities/identity-rows.js';
import { fillSessionLife } from '../sessions/session-life.js';
import { type Advance, advance } from './advance.js';
import { BackupError } from './errors.js';
import { type Entry, readBackup } from './format.js';
import { rowRules } from './row-rules.js';
import { counted, removedLater, type Table, tables } from './tables.js';

/** The options of an import. */
export interface ImportOptions {
  /** Checks the imported data. If it throws, the import is rolled back. */
  accept?: (imported: {
    domain: string | undefined;
    identity: ServerIdentity | undefined;
  }) => void | Promise<void>;
  /** Ends what may have ended since the backup, if the backup is older than the lost database. */
  advance?: Advance | undefined;
}

const rowsAtOnce = 500;

/**
 * Reads an export, of either kind of database, into an empty database; all of it or nothing.
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
      for (const name of Object.keys(entry.row)) {
        if (removedLater.includes(`${entry.table}.${name}`)) delete entry.row[name];
      }
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
    await fillIdentityKeys(trx);
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

/** Inserts all rows at once; if the database refuses that, one by one, to find the line. */
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

/** Lets PostgreSQL's sequences continue after the highest key; SQLite does so itself. */
async function continueCounting(trx: Transaction<Tables>): Promise<void> {
  for (const table of counted) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)}`.execute(
      trx,
    );
  }
}
