import { ConfigError } from './config.js';

/** What an operator can do about a file that does not open as a database. */
const advice: [RegExp, (path: string) => string][] = [
  [/not a database/i, () => 'name the right file in P2CORE_DATABASE'],
  [
    /EPERM|operation not permitted/i,
    (path) => `it is another user's: run as its owner, or as root "chown $(whoami) ${path}"`,
  ],
  [
    /EACCES|permission denied|EROFS|read-?only|unable to open/i,
    (path) => `this user must be able to write it and its folder: see "ls -l ${path}"`,
  ],
  [/EISDIR|ENOTDIR/i, () => 'P2CORE_DATABASE must name a file'],
  [/ENOSPC|disk is full/i, () => 'make room on its disk'],
  [/malformed|corrupt/i, () => 'restore a backup'],
];

/** Says which file it was, and what to do. */
export function explainFileError(path: string, cause: Error): ConfigError {
  const [, whatToDo] = advice.find(([pattern]) => pattern.test(cause.message)) ?? [];
  const remedy = whatToDo === undefined ? '' : `; ${whatToDo(path)}`;
  return new ConfigError(`the database at ${path} does not open: ${cause.message}${remedy}`, {
    cause,
  });
}
