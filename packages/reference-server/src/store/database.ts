import { CamelCasePlugin, type Dialect, Kysely } from 'kysely';
import { DatabaseNameError } from './database-name-error.js';
import type { Tables } from './schema.js';

/**
 * Connects to a database, as it is, without migrating it.
 *
 * @param database a path, `:memory:`, `postgres://…` or `postgresql://…`
 * @throws {DatabaseNameError} where it is none of these
 */
export async function openDatabase(database: string): Promise<Kysely<Tables>> {
  return new Kysely<Tables>({
    dialect: await dialectOf(database),
    plugins: [new CamelCasePlugin()],
  });
}

/** Loads the driver of the one kind of database that is asked for. */
async function dialectOf(database: string): Promise<Dialect> {
  const scheme = /^(?:file:|[a-z][a-z0-9+.-]*:\/\/|$)/i.exec(database)?.[0].toLowerCase();
  if (scheme === undefined) {
    const { sqliteDialect } = await import('./sqlite.js');
    return sqliteDialect(database);
  }
  if (scheme === 'postgres://' || scheme === 'postgresql://') {
    const { postgresDialect } = await import('./postgres.js');
    return postgresDialect(database);
  }
  throw new DatabaseNameError(scheme);
}
