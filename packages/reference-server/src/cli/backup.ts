import { createReadStream, existsSync, rmSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { now } from '../clock/clock.js';
import { type Config, ConfigError, isFile, readConfig } from '../config.js';
import { makeIdentity } from '../pki/identities.js';
import { readSealingKey } from '../pki/key-file.js';
import { open as unseal } from '../pki/seal.js';
import { demandDomain, openServerStore, wrongSealingKey } from '../reference-server.js';
import { adminTokenSetting } from '../sessions/principal.js';
import { BackupError } from '../store/backup/errors.js';
import type { ImportOptions } from '../store/backup/import.js';
import type { Store } from '../store/store.js';
import { orFail } from './on-database.js';

const keyNotice =
  'Private keys are in it as they are stored, encrypted: take the sealing key along (P2CORE_SEALING_KEY, or the .key file).';

const advanceNotice =
  'Every session and the administrator\'s token have ended, and the server\'s key is a new one: "serve" makes a new token.';

/** In place of a file's name: standard output of `export`, standard input of `import`. */
const standardStream = '-';

/** `p2core-server export`: writes everything to a new file that only its owner can read, or to standard output. */
export async function runExport(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  await orFail(async () => {
    const config = readConfig(env);
    const store = await openServerStore(config);
    try {
      await demandDomain(config, store);
      if (file === standardStream) {
        console.error(`${await store.export(print)} rows written. ${keyNotice}`);
      } else {
        console.log(`${await writeTo(file, store)} rows written to ${file}. ${keyNotice}`);
      }
    } finally {
      await store.close();
    }
  });
}

/** Why an export cannot be written to a file, by error code. */
const unusable: Record<string, string> = {
  EEXIST: 'exists already: name a new file',
  ENOENT: 'is in a folder that does not exist: make it first',
  ENOSPC: 'does not fit on its disk: make room there, or name a file on another',
};

function fileError(file: string, cause: NodeJS.ErrnoException): Error {
  const reason = unusable[cause.code ?? ''];
  return reason === undefined ? cause : new ConfigError(`${file} ${reason}`, { cause });
}

/** Fails where nobody reads. */
function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

async function writeTo(file: string, store: Store): Promise<number> {
  if (file === '') throw new ConfigError('the name of the file is empty');
  const target = await open(file, 'wx', 0o600).catch((cause) => {
    throw fileError(file, cause);
  });
  try {
    const rows = await store.export(async (line) => {
      await target.write(`${line}\n`);
    });
    await target.sync();
    return rows;
  } catch (error) {
    await rm(file, { force: true });
    throw fileError(file, error as NodeJS.ErrnoException);
  } finally {
    await target.close();
  }
}

/** The options of `import`. */
interface ImportCommandOptions {
  advance?: boolean;
}

/** `p2core-server import`: reads an export into a new database, all of it or nothing. */
export async function runImport(
  env: NodeJS.ProcessEnv,
  file: string,
  { advance = false }: ImportCommandOptions,
): Promise<void> {
  await orFail(async () => {
    const config = readConfig(env);
    if (!env.P2CORE_DATABASE || config.database === ':memory:') {
      throw new ConfigError('name the new database, a path or postgres://…, in P2CORE_DATABASE');
    }
    const options = importOptions(config, await demandSealingKey(config), advance);
    if (file !== standardStream) await demandFile(file);
    const rows = await intoNew(config, (store) => store.import(linesOf(file), options));
    const source = file === standardStream ? 'standard input' : file;
    console.log(
      [`${rows} rows read from ${source}.`, ...(advance ? [advanceNotice] : [])].join(' '),
    );
  });
}

/**
 * A pipe will do, too. This does not use `statSync`: after that of a pipe, Node 20 does not resolve the symbolic links
 * in the path of the next module.
 */
async function demandFile(file: string): Promise<void> {
  if (file === '') throw new ConfigError('the name of the file is empty');
  const stats = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? new ConfigError(`there is no file ${file}`, { cause }) : cause;
  });
  if (stats.isDirectory()) throw new ConfigError(`${file} is a folder: name the exported file`);
}

async function demandSealingKey(config: Config): Promise<Buffer> {
  const key = await readSealingKey({ env: config.sealingKey, path: config.sealingKeyFile });
  if (key !== undefined) return key;
  throw new ConfigError(
    `bring the sealing key of the exported server first: copy its .key file to ${config.sealingKeyFile} (mode 600), or set P2CORE_SEALING_KEY`,
  );
}

function importOptions(config: Config, sealingKey: Buffer, advance: boolean): ImportOptions {
  const { domain } = config;
  return {
    accept({ domain: imported, identity }) {
      if (identity === undefined) throw new ConfigError('the export has no identity of a server');
      if (imported !== domain) {
        throw new ConfigError(
          `the export is of the server of ${imported}, but P2CORE_DOMAIN is ${domain}: set P2CORE_DOMAIN=${imported}`,
        );
      }
      try {
        unseal(Buffer.from(identity.sealedPrivateKey, 'base64'), sealingKey);
      } catch (error) {
        throw wrongSealingKey(config, error);
      }
    },
    advance: advance
      ? {
          at: now(),
          make: () => makeIdentity(domain, sealingKey, now()),
          forget: adminTokenSetting,
        }
      : undefined,
  };
}

/** Removes a new database file if `use` fails. */
async function intoNew<T>(config: Config, use: (store: Store) => Promise<T>): Promise<T> {
  const { database } = config;
  const isNewFile = isFile(database) && !existsSync(database);
  const store = await openServerStore(config, true);
  let isDone = false;
  try {
    const result = await use(store);
    isDone = true;
    return result;
  } finally {
    await store.close();
    if (isNewFile && !isDone) {
      for (const made of ['', '-wal', '-shm']) rmSync(`${database}${made}`, { force: true });
    }
  }
}

/** The most characters of a line that is read: far more than any row has. */
const longestLine = 16 * 1024 * 1024;

/**
 * The lines of a file. `readline` of Node 24 also breaks lines at U+2028, which JSON strings may contain.
 *
 * @throws {BackupError} for a line that is too long for a row
 */
async function* linesOf(file: string): AsyncGenerator<string> {
  let parts: string[] = [];
  let [length, number] = [0, 1];
  const stream =
    file === standardStream ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
  for await (const chunk of stream as AsyncIterable<string>) {
    const [first = '', ...others] = chunk.split('\n');
    parts.push(first);
    length += first.length;
    if (length > longestLine) throw new BackupError(`line ${number}: it is not a row of an export`);
    for (const other of others) {
      yield withoutReturn(parts.join(''));
      number++;
      parts = [other];
      length = other.length;
    }
  }
  if (length > 0) yield withoutReturn(parts.join(''));
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
