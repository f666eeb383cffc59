import { userInfo } from 'node:os';
import { ConfigError } from './config.js';

/** Advice for each error of a file that does not open as a database. */
const advice: [RegExp, (path: string) => string][] = [
  [/not a database/i, () => 'it is no SQLite database: name the right file in P2CORE_DATABASE'],
  [
    /EPERM|operation not permitted/i,
    (path) =>
      `it is another user's: run as that user, or as root "chown ${userInfo().username} ${path}"`,
  ],
  [
    /EACCES|permission denied|EROFS|read-?only|unable to open/i,
    (path) =>
      `${userInfo().username} cannot write it and its folder: see "ls -l ${path}", or copy it to where that is so`,
  ],
  [
    /EISDIR|ENOTDIR|EEXIST/i,
    () => 'P2CORE_DATABASE must name a file in a folder, such as ./data/p2core.db',
  ],
  [/ENOSPC|disk is full/i, () => 'make room on its disk'],
  [/malformed|corrupt/i, () => 'it is damaged: restore a backup'],
];

/** Makes an error that names the file and says what to do. */
export function explainFileError(path: string, cause: Error): ConfigError {
  const [, explain] = advice.find(([pattern]) => pattern.test(cause.message)) ?? [];
  const reason = explain === undefined ? cause.message : explain(path);
  return new ConfigError(`the database at ${path} does not open: ${reason}`, { cause });
}
