/**
 * `pnpm start`: compiles the packages and runs the reference server, which needs no docs site. Where that is stale, it is
 * built beside the running server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isStale } from './docs/stamp.js';
import { root } from './workspace.js';

console.log('Compiling the packages: some ten seconds the first time.');
const [compiled] = await once(run('pnpm', '--silent', 'build:code'), 'exit');
if (compiled !== 0) process.exit(compiled ?? 1);

const server = run('node', 'packages/reference-server/bin/p2core-server.js', 'serve');
const docs = (await isStale()) ? buildDocs() : undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // At a terminal, the server gets SIGINT from there too.
  process.on(signal, () => server.kill('SIGTERM'));
}
server.on('exit', (status) => {
  docs?.kill();
  process.exitCode = status ?? 1;
});

function run(command: string, ...args: string[]): ChildProcess {
  return spawn(command, args, { cwd: root, stdio: 'inherit' });
}

function buildDocs(): ChildProcess {
  console.log('The docs site is built meanwhile: half a minute.');
  const child = spawn('tsx', ['scripts/src/docs.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.on('exit', (status) => {
    if (status === 0) console.log('The docs site is built.');
    else if (status !== null) console.error('The docs site was not built; the server runs on.');
  });
  return child;
}
