import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../workspace.js';
import { isStale } from './stamp.js';

/** Builds the docs site where it is stale, in a process beside the servers that show it, and says so. */
export async function buildDocsMeanwhile(): Promise<ChildProcess | undefined> {
  if (!(await isStale())) return;
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
