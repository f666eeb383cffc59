import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type Libsql from 'libsql';
import { StoreUnavailableError } from '../../errors.js';
import { isPrepared, type PreparedQuery } from '../prepared.js';
import { whileBusy } from './sqlite-busy.js';

/** Errors that pass by themselves or when the operator makes room; a damaged file is none of them. */
const passing = /^SQLITE_(?:BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|PROTOCOL|NOMEM)/;

/** A prepared statement, and how its rows become objects. */
interface Kept {
  readonly statement: Libsql.Statement<unknown[]>;
  readonly toRow: (values: unknown[]) => object;
}

/** One connection to an SQLite database. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: Libsql.Database;
  readonly #kept = new Map<string, Kept>();

  constructor(database: Libsql.Database) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (isPrepared(query)) return this.#attempt(() => ({ rows: this.#rowsOf<R>(query) }));
    let statement: Libsql.Statement<unknown[]> | undefined;
    return this.#attempt(() => {
      // The same statement at each attempt: libsql resets a failed statement, and releases its locks, only when it runs again.
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

  /** Keeps the statement unless it failed: libsql would not reset it. */
  #rowsOf<R>({ sql, parameters, isSingle }: PreparedQuery): R[] {
    const kept = this.#kept.get(sql) ?? this.#prepare(sql);
    this.#kept.delete(sql);
    const rows = run(kept.statement, parameters, isSingle);
    this.#kept.set(sql, kept);
    return rows.map((values) => kept.toRow(values) as R);
  }

  /** Rows as arrays cost libsql the least. */
  #prepare(sql: string): Kept {
    const statement = this.#database.prepare<unknown[]>(sql);
    if (!statement.reader) return { statement, toRow: Object };
    const names = statement
      .raw(true)
      .columns()
      .map(({ name }) => name);
    const toRow = (values: unknown[]) => {
      const row: Record<string, unknown> = {};
      for (const [index, name] of names.entries()) row[name] = values[index];
      return row;
    };
    return { statement, toRow };
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

/** The rows of a statement, or only the first; none for a statement without rows. */
function run(
  statement: Kept['statement'],
  parameters: readonly unknown[],
  isSingle: boolean,
): unknown[][] {
  if (!statement.reader) {
    statement.run(parameters);
    return [];
  }
  if (!isSingle) return statement.all(parameters) as unknown[][];
  const first = statement.get(parameters);
  return first === undefined ? [] : [first as unknown[]];
}
