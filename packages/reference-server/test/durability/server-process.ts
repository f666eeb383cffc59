import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pathPrefix } from '@p2core/types';

/** The built program, as an operator runs it. */
export const program = fileURLToPath(new URL('../../bin/p2core-server.js', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  /** Its URL, without a slash at the end; rejected where the process ends before it listens. */
  readonly url: Promise<string>;
  /** What `serve --json` printed when it was ready. */
  readonly ready: Promise<{ api: string; metrics?: string }>;
  readonly pid: number | undefined;
  /** Sends a signal; by default the one that cannot be caught. */
  kill(signal?: NodeJS.Signals): void;
  /** Fulfilled once the process has ended, with its exit status; `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** What it wrote to standard error so far. */
  log(): string;
}

/** The environment of every program that these tests start: a free port, no limits of the rate. */
export function programEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    PORT: '0',
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_RATE_LIMIT: 'off',
    ...env,
  };
}

/** Starts `p2core-server serve`. The process is killed at the latest with the tests' own. */
export function startProcess(env: NodeJS.ProcessEnv): ServerProcess {
  const child = spawn(process.execPath, [program, 'serve', '--json'], {
    env: programEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(([code]) => {
    process.off('exit', kill);
    return code as number | null;
  });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const ready = firstLine(child).then((line) => {
    if (line === undefined) throw new Error(`the server ended before it was ready: ${log}`);
    return JSON.parse(line);
  });
  const url = ready.then(({ api }) => api.slice(0, -pathPrefix.length));
  url.catch(() => {});
  return {
    url,
    ready,
    pid: child.pid,
    ended,
    kill: (signal = 'SIGKILL') => child.kill(signal),
    log: () => log,
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) throw new Error('no pipe to the server');
  const lines = createInterface({ input: stdout });
  const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
  return line;
}
