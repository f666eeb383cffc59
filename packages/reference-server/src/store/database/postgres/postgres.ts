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
import { longestWait } from '../waits.js';
import { PostgresDriver } from './postgres-driver.js';

/** Reads a `bigint` as a number; `pg` gives a string, because some do not fit. All of ours do. */
const parsers: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format);

/**
 * How long a statement may take, in milliseconds. The server ends it first, so that nothing runs there after this
 * process stops waiting. This process waits a little longer, in case the server is silent. A process that stops in a
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
 * @param isBounded whether statements have a time limit, as for requests
 */
export function postgresDialect(url: string, isBounded: boolean): Dialect {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: longestWait,
    types: { getTypeParser: parsers },
    ...(isBounded && bounds),
  });
  // The query on a lost connection reports the error, and the pool replaces the connection. Without a listener, the same
  // error as an event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    createDriver: (): Driver => new PostgresDriver(pool),
    createQueryCompiler: (): QueryCompiler => new PostgresQueryCompiler(),
    createAdapter: (): DialectAdapter => new PostgresAdapter(),
    createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new PostgresIntrospector(db),
  };
}
