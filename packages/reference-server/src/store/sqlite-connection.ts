import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type Libsql from 'libsql';
import { whileBusy } from './sqlite-busy.js';
import { StoreUnavailableError } from './store-unavailable-error.js';

/** What may pass by itself, or once the operator has made room. A damaged file is neither. */
const passing = /^SQLITE_(?:BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|PROTOCOL|NOMEM)/;

/** One connection to an SQLite database. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: Libsql.Database;

  constructor(database: Libsql.Database) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    let statement: Libsql.Statement<unknown[]> | undefined;
    return this.#attempt(() => {
      // The same at each attempt: libsql resets a statement that failed, and lets go of its locks, only when it runs again.
      statement ??= this.#database.prepare<unknown[]>(query.sql);
      if (statement.reader) return { rows: statement.all(query.parameters) as R[] };
      return { numAffectedRows: BigInt(statement.run(query.parameters).changes), rows: [] };
    });
  }

  /** Runs a statement that has no parameters and no result. */
  async execute(sql: string, deadline?: number): Promise<void> {
    await this.#attempt(() => this.#database.exec(sql), deadline);
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('nothing streams from SQLite');
  }

  close(): void {
    this.#database.close();
  }

  async #attempt<T>(action: () => T, deadline?: number): Promise<T> {
    try {
      return await whileBusy(action, deadline);
    } catch (error) {
      if (error instanceof Error && 'code' in error && passing.test(String(error.code))) {
        throw new StoreUnavailableError(error.message, { cause: error });
      }
      throw error;
    }
  }
}
