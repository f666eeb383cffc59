import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** One start of a server. */
export interface Start {
  /** From the spawn of the process to the last octet of its first answer, in milliseconds. */
  readonly milliseconds: number;
  /** Resident memory right after that answer, in MB. */
  readonly megabytes: number;
}

/** Starts `node` with `args`, waits for the line that tells its URL, asks once for `path`, and stops it. */
export async function measureStart(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  path: string,
): Promise<Start> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    await ask(new URL(path, JSON.parse(line).api).href);
    const milliseconds = performance.now() - start;
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], {
      encoding: 'utf8',
    });
    return { milliseconds, megabytes: Number(kilobytes) / 1024 };
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function ask(url: string): Promise<void> {
  const asking = get(url, { agent: false });
  const [answer] = await once(asking, 'response');
  await text(answer);
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
}
