import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acceptsConnections } from './accepts-connections.js';
import { freePort } from './free-port.js';

/** Debian keeps it where an ordinary user does not look. */
const path = `${process.env.PATH}:/usr/sbin`;

export const hasNginx =
  spawnSync('nginx', ['-v'], { env: { ...process.env, PATH: path } }).error === undefined;

const read = (name: string) =>
  readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');

/** The guide's files for one process, and for the limits of several. */
export const oneProcess = read('nginx.conf');
export const severalProcesses = read('nginx-several.conf');

/** An nginx that listens. */
export interface Nginx {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts nginx on a free port, without TLS.
 *
 * @param http the content of its block `http`, with `listen 443 ssl` as the place to listen
 */
export async function startNginx(http: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-nginx-'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(http, folder, port));
  const child = spawn('nginx', ['-e', 'stderr', '-c', file], {
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (!(await acceptsConnections(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    await sleep(20);
  }
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function configuration(http: string, folder: string, port: number): string {
  const local = http
    .replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
    .replaceAll(/^ *ssl_.*\n/gm, '');
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder};`)
    .join('\n');
  return `daemon off;
pid ${join(folder, 'nginx.pid')};
error_log stderr crit;
events {}
http {
access_log off;
${folders}
${local}}`;
}
