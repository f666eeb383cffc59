import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** The databases that one test file makes on a server. */
export interface PostgresDatabases {
  /** Makes an empty database. @returns its URL */
  newDatabase(): Promise<string>;
  /** Copies a database that was made here and has no connections. @returns its URL */
  copyOf(url: string): Promise<string>;
  /** Cuts every connection to the databases made here, as a restart of the server would. */
  cutConnections(): Promise<void>;
  /** Runs one statement as the server's superuser. */
  administer(statement: string): Promise<void>;
}

/** A PostgreSQL server of the tests' own. */
export interface TestPostgres extends PostgresDatabases {
  /** Where its socket is. */
  readonly folder: string;
  /** Stops every process of the server where it is; `thaw` lets them go on. */
  freeze(): void;
  thaw(): void;
  /** Ends the server as its operator would, or as a lost machine; `start` starts it again on what it has on disk. */
  halt(how: 'SIGINT' | 'SIGKILL'): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** The folder of the server's programs: one on PATH, else the newest of Debian's. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = tryTo(() => readdirSync(debian)) ?? [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(debian, version, 'bin')),
  ];
  return folders.find((folder) =>
    ['initdb', 'postgres'].every(
      (program) => tryTo(() => accessSync(join(folder, program), constants.X_OK) ?? true) === true,
    ),
  );
}

/**
 * Starts a server in a folder below `parent`; it listens on a socket there and nowhere else, and does not sync to disk.
 * `more` are further settings of PostgreSQL.
 */
export async function startPostgres(
  programs: string,
  parent = tmpdir(),
  more: Readonly<Record<string, string>> = {},
): Promise<TestPostgres> {
  const folder = mkdtempSync(join(parent, 'p2core-postgres-'));
  const user = serverUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);

  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'];
  execFileSync(join(programs, 'initdb'), initdb, { ...user, cwd: folder, stdio: 'pipe' });

  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    fsync: 'off',
    ...more,
  };
  let server: ChildProcess;
  async function start(): Promise<void> {
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const started = spawn(join(programs, 'postgres'), ['-D', data, ...options], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    });
    server = started;
    await untilReady(urlOf(folder, 'postgres'), () => started.exitCode === null);
  }
  async function halt(how: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const ended = once(server, 'exit');
    signal(how);
    await ended;
  }
  /** Its first process passes SIGINT on to the others, PostgreSQL's "fast shutdown". */
  function signal(name: NodeJS.Signals): void {
    const { pid = 0 } = server;
    for (const one of name === 'SIGINT' ? [pid] : [...childrenOf(pid), pid]) {
      tryTo(() => process.kill(one, name));
    }
  }
  // Also when the tests themselves are cut short.
  const kill = () => signal('SIGINT');
  process.once('exit', kill);
  await start();

  return {
    folder,
    ...postgresDatabases(folder),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    halt,
    start,
    async stop() {
      await halt('SIGINT');
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** New databases with unique names, on the server whose socket is in this folder. */
export function postgresDatabases(folder: string): PostgresDatabases {
  const prefix = `test_${randomBytes(8).toString('hex')}_`;
  let made = 0;
  const administer = async (statement: string) => {
    const client = new Client(urlOf(folder, 'postgres'));
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  const create = async (template: string) => {
    const name = prefix + ++made;
    await administer(`create database ${name} template ${template}`);
    return urlOf(folder, name);
  };
  return {
    administer,
    newDatabase: () => create('template1'),
    copyOf: (url) => create(url.slice(url.lastIndexOf('/') + 1)),
    cutConnections: () =>
      administer(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname like '${prefix}%'`,
      ),
  };
}

const urlOf = (folder: string, database: string) =>
  `postgres://postgres@${encodeURIComponent(folder)}/${database}`;

/** PostgreSQL refuses to run as root; there it runs as `postgres`, or else as `nobody`. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = tryTo(() => id('-u', 'postgres')) === undefined ? 'nobody' : 'postgres';
  return { uid: id('-u', name), gid: id('-g', name) };
}

function id(option: '-u' | '-g', user: string): number {
  return Number(execFileSync('id', [option, user], { stdio: 'pipe' }));
}

function childrenOf(pid: number): number[] {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return children.trim().split(/\s+/).map(Number);
}

async function untilReady(url: string, isRunning: () => boolean): Promise<void> {
  for (;;) {
    const client = new Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (!isRunning()) throw new Error('the PostgreSQL server did not start', { cause: error });
      await sleep(20);
    }
  }
}

function tryTo<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
