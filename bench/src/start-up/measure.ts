import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { startServer } from '../measure/server-process.js';

/** One start of a server. */
export interface Start {
  /** From the spawn of the process to the last octet of its first answer, in milliseconds. */
  readonly milliseconds: number;
  /** CPU time of the process until then, in milliseconds. */
  readonly cpu: number;
  /** Resident memory right after that answer, in MB. */
  readonly megabytes: number;
}

/** Starts a script, waits for the line with its URL, asks once for `path`, and stops it. */
export async function measureStart(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  path: string,
): Promise<Start> {
  const start = performance.now();
  const server = await startServer(script, args, env);
  try {
    await ask(server.origin + path);
    const milliseconds = performance.now() - start;
    const cpu = (await server.usage()).cpu / 1000;
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], {
      encoding: 'utf8',
    });
    return { milliseconds, cpu, megabytes: Number(kilobytes) / 1024 };
  } finally {
    await server.stop();
  }
}

async function ask(url: string): Promise<void> {
  const asking = get(url, { agent: false });
  const [answer] = await once(asking, 'response');
  await text(answer);
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
}
