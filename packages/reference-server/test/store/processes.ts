import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('child.ts', import.meta.url));

/**
 * Runs `child.ts` in processes of their own, one for each list of arguments. They start their work at the same time,
 * and go on to its end, or are killed once they have printed `killAfter` lines.
 *
 * @returns what each has printed
 */
export async function runChildren<T>(
  args: string[][],
  killAfter = Number.POSITIVE_INFINITY,
): Promise<T[][]> {
  const children = args.map((args) =>
    spawn(process.execPath, ['--import', 'tsx', child, ...args], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    }),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  for (const child of children) child.send('start');
  return Promise.all(children.map((child) => read<T>(child, killAfter)));
}

async function read<T>(child: ChildProcess, killAfter: number): Promise<T[]> {
  const exited = once(child, 'exit');
  const printed: T[] = [];
  if (child.stdout === null) throw new Error('no pipe to child.ts');
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(JSON.parse(line));
    if (printed.length === killAfter) child.kill('SIGKILL');
  }
  const [code, signal] = await exited;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`child.ts ended with ${code ?? signal}`);
  return printed;
}
