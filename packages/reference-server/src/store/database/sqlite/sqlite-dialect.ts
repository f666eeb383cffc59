import { setImmediate as macrotask } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { StoreUnavailableError } from '../../errors.js';
import { longestWait } from '../waits.js';
import type { SqliteConnection } from './sqlite-connection.js';
import type { CheckPlace } from './sqlite-file.js';
import { Turns } from './turns.js';

/**
 * Kysely's dialect over two connections to one SQLite database, so that readers do not wait for writers. Transactions
 * take turns at the writing connection; everything else uses the reading one. If there is only one connection, callers
 * take turns at it.
 */
export class SqliteDialect implements Dialect {
  readonly #connections: SqliteConnections;

  constructor(connections: SqliteConnections) {
    this.#connections = connections;
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#connections);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

interface SqliteConnections {
  /** It may be the writing one, too. */
  readonly reader: SqliteConnection;
  readonly writer: SqliteConnection;
  /** Called before each commit. */
  readonly checkPlace: CheckPlace;
}

/** Lets the Migrator run in one transaction, which also keeps two processes from migrating at once. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #reader: SqliteConnection;
  readonly #writer: SqliteConnection;
  readonly #checkPlace: CheckPlace;
  readonly #turns = new Turns();

  constructor({ reader, writer, checkPlace }: SqliteConnections) {
    this.#reader = reader;
    this.#writer = writer;
    this.#checkPlace = checkPlace;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lease> {
    const lease = new Lease(this.#reader);
    if (this.#reader === this.#writer) await this.#giveWriter(lease, deadline());
    return lease;
  }

  /**
   * Takes the write lock at once (`BEGIN IMMEDIATE`): a transaction that reads first and asks for the lock later is
   * refused when another process wrote in between.
   */
  async beginTransaction(lease: Lease): Promise<void> {
    const end = deadline();
    if (!lease.writes) await this.#giveWriter(lease, end);
    // libsql never yields to the event loop: without this, a queue of transactions would block timers, sockets and other
    // stores of this process until it is empty.
    await macrotask();
    await this.#writer.execute('begin immediate', end);
  }

  /**
   * Looks for the file first, which takes 5 µs of a write's 300 to 3,000 µs.
   *
   * @throws {StoreUnavailableError}
   */
  async commitTransaction(): Promise<void> {
    this.#checkPlace();
    try {
      await this.#writer.execute('commit');
    } catch (error) {
      // Octets that were written before the disk failed may be read at the next start.
      const isDiskFault = error instanceof StoreUnavailableError && !this.#writer.inTransaction;
      if (!isDiskFault) throw error;
      throw new StoreUnavailableError(error.message, { cause: error, mayHaveChanged: true });
    }
  }

  /** After some errors (disk full) SQLite has rolled back already; a second rollback would fail and hide the cause. */
  async rollbackTransaction(): Promise<void> {
    if (this.#writer.inTransaction) await this.#writer.execute('rollback');
  }

  async releaseConnection(lease: Lease): Promise<void> {
    if (lease.writes) this.#turns.pass();
  }

  /**
   * Waits for statements under way, then empties the write-ahead log, so that the database file can be copied alone.
   */
  async destroy(): Promise<void> {
    await this.#turns.take(deadline());
    try {
      await this.#writer.execute('pragma wal_checkpoint(truncate)');
    } finally {
      for (const connection of new Set([this.#reader, this.#writer])) connection.close();
      this.#turns.pass();
    }
  }

  async #giveWriter(lease: Lease, end: number): Promise<void> {
    await this.#turns.take(end);
    lease.connection = this.#writer;
    lease.writes = true;
  }
}

/** The deadline of a call that begins to wait now, for its turn and for the lock together. */
function deadline(): number {
  return performance.now() + longestWait;
}

/** The connection that Kysely sees: the reading one until a transaction begins. */
class Lease implements DatabaseConnection {
  connection: SqliteConnection;
  writes = false;

  constructor(connection: SqliteConnection) {
    this.connection = connection;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.connection.executeQuery(query);
  }

  streamQuery(): AsyncIterableIterator<never> {
    return this.connection.streamQuery();
  }
}
