import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes sure that the file of an SQLite database exists and that only its owner can read it: folders that are missing
 * are made with mode 0700, the file has 0600. SQLite gives the mode of the file to `-wal` and `-shm` when it makes
 * them.
 *
 * @returns the absolute path
 */
export function prepareSqliteFile(path: string): string {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Closing a file lets go of every lock that this process has on it, those of another open store included (fcntl(2)).
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  if (!statSync(file).isFile()) throw new Error('EISDIR: it is no file');
  for (const made of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(made) && (statSync(made).mode & 0o777) !== 0o600) chmodSync(made, 0o600);
  }
  return file;
}
