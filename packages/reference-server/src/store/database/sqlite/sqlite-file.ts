import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StoreUnavailableError } from '../../errors.js';

/**
 * Makes the file of an SQLite database if it is missing, with mode 0600, and missing folders with mode 0700. SQLite
 * gives `-wal` and `-shm` the mode of the file.
 *
 * @returns the absolute path
 */
export function prepareSqliteFile(path: string): string {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Closing a file releases all locks of this process on it, also those of another open store (fcntl(2)).
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  if (!statSync(file).isFile()) throw new Error('EISDIR: it is no file');
  for (const made of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(made) && (statSync(made).mode & 0o777) !== 0o600) chmodSync(made, 0o600);
  }
  return file;
}

/** Checks that a database's file is still where it was opened: what is written into another place would be lost. */
export type CheckPlace = () => void;

/** Remembers the file at a path. The check throws a `StoreUnavailableError` where another one, or none, is there. */
export function rememberPlace(path: string): CheckPlace {
  const opened = statSync(path);
  return () => {
    const found = findFile(path);
    if (found?.ino === opened.ino && found.dev === opened.dev) return;
    throw new StoreUnavailableError(
      `the file ${path} was removed or replaced: put it back, or restart the server`,
    );
  };
}

/** `undefined` after any error: the folder may have been replaced, or closed to this user. */
function findFile(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
