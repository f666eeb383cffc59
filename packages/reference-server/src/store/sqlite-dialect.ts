import { setImmediate as macrotask } from 'node:timers/promises';
import {
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type Libsql from 'libsql';
import { busyTimeout, whileBusy } from './sqlite-busy.js';

/**
 * Kysely's SQLite dialect with transactions that are safe between processes. All writing happens in transactions, and
 * each takes the write lock at its start (`BEGIN IMMEDIATE`): a transaction that reads first and asks for the lock
 * later is refused, whatever the timeout, when another process wrote in between.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Libsql.Database;

  constructor(database: Libsql.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database);
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** Lets the Migrator run in one transaction, which is also the lock between two processes that migrate at once. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Libsql.Database;

  constructor(database: Libsql.Database) {
    super({ database });
    this.#database = database;
  }

  /** @throws {StoreUnavailableError} */
  override async beginTransaction(): Promise<void> {
    // libsql never yields to the event loop: without this, a queue of transactions would keep timers and sockets, and
    // other stores of this process, from their turn until it is empty.
    await macrotask();
    await whileBusy(() => {
      this.#database.pragma('busy_timeout = 0');
      try {
        this.#database.exec('begin immediate');
      } finally {
        this.#database.pragma(`busy_timeout = ${busyTimeout}`);
      }
    });
  }

  /** SQLite has rolled back by itself after some errors (disk full); a second time would hide which it was. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }

  /** Waits for what is under way, then empties the write-ahead log, so that the one file can be copied. */
  override async destroy(): Promise<void> {
    await this.acquireConnection();
    try {
      this.#database.pragma('wal_checkpoint(truncate)');
    } finally {
      await super.destroy();
      await this.releaseConnection();
    }
  }
}
