import Libsql from 'libsql';
import { busyTimeout, whileBusy } from './sqlite-busy.js';
import { ImmediateSqliteDialect } from './sqlite-dialect.js';
import { prepareSqliteFile } from './sqlite-file.js';

/** Kysely's dialect over an SQLite database: a file, which is made where it is missing, or `:memory:`. */
export async function sqliteDialect(path: string): Promise<ImmediateSqliteDialect> {
  const database = new Libsql(path === ':memory:' ? path : prepareSqliteFile(path));
  try {
    // The first of all openings rewrites the file's header, for which SQLite does not always wait.
    await whileBusy(() => database.pragma('journal_mode = wal'));
    database.pragma('synchronous = full');
    database.pragma('foreign_keys = on');
    database.pragma(`busy_timeout = ${busyTimeout}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return new ImmediateSqliteDialect(database);
}
