/**
 * The steps of the containers in `deploy/`, without a container engine: npm installs the packages as in the image, two
 * processes start at once on an empty PostgreSQL database, and nginx is in front of them.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasNginx, startNginx } from '@p2core/testing/nginx';
import { findPostgres, startPostgres } from '@p2core/testing/postgres';
import { operations } from '@p2core/types';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { root } from '../src/workspace.js';
import { npmEnv, tarballs } from './support/shared-registry.js';

const run = promisify(execFile);
const postgresPrograms = findPostgres();
const canRun = postgresPrograms !== undefined && hasNginx;
if (!canRun)
  console.log('Skipped: the containers’ steps. PostgreSQL or nginx is not installed here.');

let app: string;
beforeAll(async () => {
  if (!canRun) return;
  app = await mkdtemp(join(tmpdir(), 'p2core-image-'));
  const install = ['install', '--omit=dev', ...(await tarballs()).values()];
  await run('npm', install, { cwd: app, env: { ...process.env, ...npmEnv } });
}, 300_000);
afterAll(async () => {
  if (app) await rm(app, { recursive: true });
});

function start(env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(join(app, 'node_modules/.bin/p2core-server'), ['serve', '--json'], {
    cwd: app,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  return child;
}

async function ready(child: ChildProcess): Promise<{ api: string; admin_token_file?: string }> {
  const [line] = await Promise.race([
    once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data'),
    once(child, 'exit').then(([status]) => {
      throw new Error(`the server ended with ${status}`);
    }),
  ]);
  return JSON.parse(String(line));
}

test.skipIf(!canRun)(
  'two processes start as one server, behind the proxy',
  { timeout: 120_000 },
  async () => {
    const postgres = await startPostgres(postgresPrograms ?? '');
    onTestFinished(() => postgres.stop());
    const env = {
      P2CORE_DATABASE: await postgres.newDatabase(),
      P2CORE_DOMAIN: 'home.example.com',
      P2CORE_SEALING_KEY: 'c0'.repeat(32),
      P2CORE_ADMIN_TOKEN: 'a-long-random-token-of-your-own',
      P2CORE_TRUSTED_PROXIES: 'loopback',
    };
    const servers = await Promise.all([start(env), start(env)].map(ready));
    const [first, second] = servers.map(({ api }) => new URL(api).host);
    const conf = await readFile(join(root, 'deploy/nginx-compose.conf'), 'utf8');
    const proxy = await startNginx(
      conf.replace('first:3000', String(first)).replace('second:3000', String(second)),
    );
    onTestFinished(() => proxy.close());

    const certificates = new Set<string>();
    for (let index = 0; index < 6; index += 1) {
      const answer = await fetch(proxy.url + operations.getServerIdCert.path);
      expect(answer.status).toBe(200);
      certificates.add(await answer.text());
    }
    expect(certificates.size).toBe(1);

    const rotated = await fetch(proxy.url + operations.rotateServerIdentityKey.path, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${env.P2CORE_ADMIN_TOKEN}` },
    });
    expect(rotated.status).toBe(200);
  },
);

test.skipIf(!canRun)(
  'the image’s health check succeeds only while the server is ready',
  { timeout: 60_000 },
  async () => {
    const dockerfile = await readFile(join(root, 'deploy/Dockerfile'), 'utf8');
    const [, command = '[]'] = /^HEALTHCHECK .*CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const [program, ...args] = JSON.parse(command) as [string, ...string[]];
    const child = start({ P2CORE_DATABASE: join(app, 'p2core.db') });
    const { port } = new URL((await ready(child)).api);
    const check = () => run(program, args, { env: { ...process.env, PORT: port } });
    await check();
    child.kill();
    await once(child, 'exit');
    await expect(check()).rejects.toThrow();
  },
);
