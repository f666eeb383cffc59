/**
 * `pnpm start`: compiles the packages and runs the reference server. If the docs site is stale, builds it while the server
 * runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildDocsMeanwhile } from './docs/meanwhile.js';
import { root } from './workspace.js';

console.log('Compiling the packages: some ten seconds the first time.');
const [compiled] = await once(run('pnpm', '--silent', 'build:code'), 'exit');
if (compiled !== 0) process.exit(compiled ?? 1);

const server = run('node', 'packages/reference-server/bin/p2core-server.js', 'serve');
const exit = once(server, 'exit');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // A terminal sends SIGINT to the server too.
  process.on(signal, () => server.kill('SIGTERM'));
}
const docs = await buildDocsMeanwhile();
const [status] = await exit;
docs?.removeAllListeners('exit').kill();
process.exitCode = status ?? 1;

function run(command: string, ...args: string[]): ChildProcess {
  return spawn(command, args, { cwd: root, stdio: 'inherit' });
}
