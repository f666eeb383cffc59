import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';
import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { StoreUnavailableError } from '../../errors.js';
import { isPrepared } from '../prepared.js';
import { mostWaiting } from '../waits.js';

/** Classes of SQLSTATE after which a connection is unusable: it is lost, the server stops, its disk fails. */
const lost = /^(?:08|57P|58)/;

/**
 * Other SQLSTATEs of passing errors: rolled back because of other transactions, no room, time-outs, read-only after a
 * failover.
 */
const passing = /^(?:40|53|57|55P03|25006|25P03)/;

/** Hands out the connections of a pool, and drops lost ones. */
export class PostgresDriver implements Driver {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    if (this.#pool.waitingCount >= mostWaiting) {
      throw new StoreUnavailableError(`${mostWaiting} calls wait for the database already`);
    }
    try {
      return new PostgresConnection(await this.#pool.connect());
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new StoreUnavailableError(`the database cannot be reached: ${reason}`, { cause });
    }
  }

  async beginTransaction(connection: PostgresConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('commit'));
    } catch (cause) {
      if (!connection.isLost) throw cause;
      const message = 'the database was lost while it committed';
      throw new StoreUnavailableError(message, { cause, mayHaveChanged: true });
    }
  }

  /** Does nothing for a lost connection: the server rolls its transaction back. */
  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    if (!connection.isLost) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  isLost = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rows, rowCount } = await this.#client.query({
        ...(isPrepared(query) && { name: query.name }),
        text: query.sql,
        values: [...query.parameters],
      });
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
    } catch (error) {
      throw this.#judged(error);
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('nothing streams from PostgreSQL');
  }

  release(): void {
    this.#client.release(this.isLost);
  }

  /** `pg` throws errors of the server, of the connection, and of parameters that it cannot write. */
  #judged(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof TypeError) return error;
    const code = error instanceof DatabaseError ? (error.code ?? '') : undefined;
    // Errors are logged, and these members hold values of rows, such as the hash of a password.
    if (error instanceof DatabaseError)
      Object.assign(error, { detail: undefined, where: undefined });
    this.isLost ||= code === undefined || lost.test(code);
    if (!this.isLost && !passing.test(code ?? '')) return error;
    return new StoreUnavailableError(`the database failed: ${error.message}`, { cause: error });
  }
}
