import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../workspace.js';
import { isStale } from './stamp.js';

/** Builds the docs site if it is stale, in a process of its own while the servers run, and prints that. */
export async function buildDocsMeanwhile(): Promise<ChildProcess | undefined> {
  if (!(await isStale())) return;
  console.log('Building the docs site: half a minute.');
  const child = spawn('tsx', ['scripts/src/docs.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.on('exit', (status) => {
    if (status === 0) console.log('The docs site is built.');
    else if (status !== null)
      console.error('The docs site could not be built; the server keeps running.');
  });
  return child;
}
