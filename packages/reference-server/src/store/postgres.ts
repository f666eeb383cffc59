import { PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import { StoreUnavailableError } from './store-unavailable-error.js';

/** `pg` gives a `bigint` as a string, because some do not fit into a number. All of ours do. */
const parsers: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format);

/** How long a query waits for a connection, in milliseconds: for a server that is silent, or for the pool. */
const longestWait = 10_000;

/** Kysely's dialect over a pool of connections to the PostgreSQL server that `url` (`postgres://…`) names. */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: longestWait,
    types: { getTypeParser: parsers },
  });
  // A lost connection is reported by the query that used it, and the pool replaces it. Without a listener, the same
  // report as an event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const connect = () =>
    pool.connect().catch((cause: Error) => {
      throw new StoreUnavailableError(`the database cannot be reached: ${cause.message}`, {
        cause,
      });
    });
  return new PostgresDialect({ pool: { connect, end: () => pool.end() } });
}
