import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('child.ts', import.meta.url));

/**
 * Runs `child.ts` in a process of its own, to its end or until it has printed `killAfter` lines, when it is killed.
 *
 * @returns what it printed
 */
export async function runChild<T>(
  args: string[],
  killAfter = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const running = spawn(process.execPath, ['--import', 'tsx', child, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(running, 'exit');
  const printed: T[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    printed.push(JSON.parse(line));
    if (printed.length === killAfter) running.kill('SIGKILL');
  }
  const [code, signal] = await exited;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`child.ts ended with ${code ?? signal}`);
  return printed;
}
