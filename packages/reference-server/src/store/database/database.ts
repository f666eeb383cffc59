import { CamelCasePlugin, type Dialect, Kysely } from 'kysely';
import { DatabaseNameError } from '../errors.js';
import type { Tables } from '../schema.js';

/**
 * The purpose of a connection. Requests can read while others write, and their waits are bounded. Maintenance (a
 * migration, an export) has a connection of its own, without a bound on statements.
 */
type Purpose = 'requests' | 'maintenance';

/**
 * Connects to a database without migrating it.
 *
 * @param database a path, `:memory:`, `postgres://…` or `postgresql://…`
 * @throws {DatabaseNameError} where it is none of these
 */
export async function openDatabase(
  database: string,
  purpose: Purpose = 'requests',
): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({
    dialect: await dialectOf(database, purpose === 'requests'),
    plugins: [new CamelCasePlugin()],
  });
  // Kysely closes only what was used.
  await db.connection().execute(async () => {});
  return db;
}

/** Loads only the driver of the kind of database that is used. */
async function dialectOf(database: string, isForRequests: boolean): Promise<Dialect> {
  const scheme = /^(?:file:|[a-z][a-z0-9+.-]*:\/\/|$)/i.exec(database)?.[0].toLowerCase();
  if (scheme === undefined) {
    const { sqliteDialect } = await import('./sqlite/sqlite.js');
    return sqliteDialect(database, isForRequests);
  }
  if (scheme === 'postgres://' || scheme === 'postgresql://') {
    const { postgresDialect } = await import('./postgres/postgres.js');
    return postgresDialect(database, isForRequests);
  }
  throw new DatabaseNameError(scheme);
}
