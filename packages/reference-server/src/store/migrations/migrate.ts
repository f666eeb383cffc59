import { type Kysely, Migrator, sql } from 'kysely';
import { onPostgres } from '../database/dialect.js';
import type { Tables } from '../schema.js';
import { initial } from './0001-initial.js';
import { sessionLife } from './0002-session-life.js';
import { costs } from './0003-costs.js';
import { auth } from './0004-auth.js';
import { home } from './0005-home.js';

/** The migrations, in the order in which they run. Never change a released one; add a new one at the end. */
const migrations = {
  '0001-initial': initial,
  '0002-session-life': sessionLife,
  '0003-costs': costs,
  '0004-auth': auth,
  '0005-home': home,
};

/**
 * Migrates a database to the current schema. All missing migrations run in one transaction, under a lock, so that
 * several processes may start at once and none sees half a migration.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const [, unknown] =
    /^corrupted migrations: .* migration (\S+) is missing/.exec(String((error as Error).message)) ??
    [];
  if (unknown === undefined) throw error;
  throw new NewerDatabaseError(unknown, error);
}

/**
 * Demands that a database has all migrations and no others, and changes nothing.
 *
 * @returns whether it is a database of this program at all: one that a server has just begun to make is none yet
 */
export async function isMigrated(db: Kysely<Tables>): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return false;
  const done = await namesOfDone(db);
  if (done.length === 0) return false;
  const unknown = done.find((name) => !(name in migrations));
  if (unknown !== undefined) throw new NewerDatabaseError(unknown);
  if (done.length < Object.keys(migrations).length) throw new OlderDatabaseError();
  return true;
}

/** An earlier version of this program made the database, and may still use it. Nothing was changed. */
class OlderDatabaseError extends Error {
  override readonly name = 'OlderDatabaseError';

  constructor() {
    super(
      'the database is one of an older p2core-server, and only "p2core-server serve" brings it up to date: start that first, or use the older version',
    );
  }
}

/** A later version of this program has changed the database. Nothing was changed. */
class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';

  constructor(migration: string, cause?: unknown) {
    super(
      `a newer p2core-server has changed the database (migration ${migration}): start that version, or restore a backup from before`,
      { cause },
    );
  }
}

/** Whether an SQLite database has all migrations: the look at its tables by which Kysely finds that is slow there. */
export async function isCurrent(db: Kysely<Tables>): Promise<boolean> {
  if (onPostgres(db)) return false;
  try {
    return (await namesOfDone(db)).join() === Object.keys(migrations).join();
  } catch {
    return false;
  }
}

async function namesOfDone(db: Kysely<Tables>): Promise<string[]> {
  const done = await sql<{
    name: string;
  }>`select name from kysely_migration order by name`.execute(db);
  return done.rows.map(({ name }) => name);
}
