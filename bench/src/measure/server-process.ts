import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const probe = new URL('probe.mjs', import.meta.url).href;
const program = fileURLToPath(
  new URL('../../../packages/reference-server/bin/p2core-server.js', import.meta.url),
);

/** What a server has used since its start. */
export interface Usage {
  /** Microseconds of CPU time. */
  readonly cpu: number;
  /** How often it has collected its young garbage. */
  readonly collections: number;
}

/** A server in a process of its own. */
export interface ServerProcess {
  /** Its URL, without a path. */
  readonly origin: string;
  /** The URL of its metrics, if it serves any. */
  readonly metrics: string | undefined;
  readonly pid: number;
  /** Asks what it has used so far. */
  usage(): Promise<Usage>;
  /** Resolves to its exit status once it has ended; to `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it. Returns its exit status. */
  stop(): Promise<number | null>;
}

/** Starts a script, and waits until it prints a line of JSON with its URL as `api`. */
export async function startServer(
  script: string | URL,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const child = fork(script, args, {
    env: { PATH: process.env.PATH, ...env },
    execArgv: [...(`${script}`.endsWith('.ts') ? ['--import', 'tsx'] : []), '--import', probe],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([status]) => status as number | null);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
  if (line === undefined) throw new Error(`${script} ended with ${await ended}`);
  const { api, metrics } = JSON.parse(line) as { api: string; metrics?: string };
  return {
    origin: new URL(api).origin,
    metrics,
    pid: child.pid as number,
    async usage() {
      const answer = once(child, 'message');
      child.send('usage');
      return ((await answer) as [Usage])[0];
    },
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Starts the built reference server on a free port. */
export function startReferenceServer(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  return startServer(program, ['serve', '--json'], { PORT: '0', ...env });
}
