import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { program, programEnv } from '../durability/server-process.js';

/** The result of a command. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `p2core-server` with `args` in a process of its own. */
export async function run(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...args], {
    env: programEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await exited;
  return { status, stdout, stderr };
}

/** Runs a command with `--json`, which must succeed. Returns its output, parsed. */
export async function runJson(env: NodeJS.ProcessEnv, ...args: string[]) {
  const { status, stdout, stderr } = await run(env, ...args, '--json');
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
