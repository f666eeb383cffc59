import Libsql from 'libsql';
import { whileBusy } from './sqlite-busy.js';
import { SqliteConnection } from './sqlite-connection.js';
import { SqliteDialect } from './sqlite-dialect.js';
import { type CheckPlace, prepareSqliteFile, rememberPlace } from './sqlite-file.js';

/**
 * Kysely's dialect over an SQLite database: a file, which is made if it is missing, or `:memory:`.
 *
 * @param isShared whether reading has a connection of its own; a database in memory has only one
 */
export async function sqliteDialect(path: string, isShared: boolean): Promise<SqliteDialect> {
  const isFile = path !== ':memory:';
  const file = isFile ? prepareSqliteFile(path) : path;
  const writer = await connect(file);
  const checkPlace = isFile ? rememberPlace(file) : () => {};
  if (!isShared || !isFile) return dialect(writer, writer, checkPlace);
  try {
    const reader = await connect(file);
    reader.pragma('query_only = on');
    return dialect(reader, writer, checkPlace);
  } catch (error) {
    writer.close();
    throw error;
  }
}

function dialect(
  reader: Libsql.Database,
  writer: Libsql.Database,
  checkPlace: CheckPlace,
): SqliteDialect {
  const writing = new SqliteConnection(writer);
  return new SqliteDialect({
    checkPlace,
    writer: writing,
    reader: reader === writer ? writing : new SqliteConnection(reader),
  });
}

async function connect(file: string): Promise<Libsql.Database> {
  const database = new Libsql(file);
  try {
    // The very first opening rewrites the file's header, and SQLite does not always wait for that lock.
    await whileBusy(() => database.pragma('journal_mode = wal'));
    database.pragma('synchronous = full');
    database.pragma('foreign_keys = on');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
