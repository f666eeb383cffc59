import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Leaves libraries where they are, and leaves out those of which nothing is used. */
const libraries: Plugin = {
  name: 'libraries',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path, external: true, sideEffects: false },
    );
  },
};

/** `child.ts` as one module of JavaScript: processes that compile it themselves take a second longer to start. */
let compiled: Promise<string> | undefined;

async function compile(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [libraries],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Starts `child.ts` in a process of its own. */
export async function startChild(
  args: string[],
  stderr: 'inherit' | 'ignore' = 'inherit',
): Promise<ChildProcess> {
  compiled ??= compile();
  const module = await compiled;
  const child = spawn(process.execPath, ['--input-type=module', '-', ...args], {
    cwd: packageFolder,
    stdio: ['pipe', 'pipe', stderr, 'ipc'],
  });
  child.stdin?.end(module);
  return child;
}

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
  const children = await Promise.all(args.map((one) => startChild(one)));
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
