import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
} from 'kysely';
import { Pool, types } from 'pg';
import { PostgresDriver } from './postgres-driver.js';
import { longestWait } from './waits.js';

/** `pg` gives a `bigint` as a string, because some do not fit into a number. All of ours do. */
const parsers: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format);

/**
 * How long a statement may take, in milliseconds. The server ends it first, so that nothing goes on there when this
 * process no longer waits; it waits a little longer itself, for a server that is silent. A process that stops in a
 * transaction loses its locks.
 */
const bounds = {
  statement_timeout: longestWait - 1000,
  query_timeout: longestWait,
  idle_in_transaction_session_timeout: 2 * longestWait,
};

/**
 * Kysely's dialect over a pool of connections to the PostgreSQL server that `url` (`postgres://…`) names.
 *
 * @param isBounded whether no statement may take longer than a request can wait
 */
export function postgresDialect(url: string, isBounded: boolean): Dialect {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: longestWait,
    types: { getTypeParser: parsers },
    ...(isBounded && bounds),
  });
  // A lost connection is reported by the query that used it, and the pool replaces it. Without a listener, the same
  // report as an event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    createDriver: (): Driver => new PostgresDriver(pool),
    createQueryCompiler: (): QueryCompiler => new PostgresQueryCompiler(),
    createAdapter: (): DialectAdapter => new PostgresAdapter(),
    createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new PostgresIntrospector(db),
  };
}
