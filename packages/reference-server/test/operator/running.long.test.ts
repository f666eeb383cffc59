import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pathPrefix } from '@p2core/types';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ServerProcess, startProcess } from '../durability/server-process.js';
import { exchange } from '../support/exchange.js';
import { adminToken } from '../support/server.js';
import { runJson } from './command.js';
import { temporaryFolder } from './folder.js';

const path = temporaryFolder();
const newEnv = () => ({ P2CORE_DATABASE: path('p2core.db'), P2CORE_ADMIN_TOKEN: adminToken });

function start(env: NodeJS.ProcessEnv): ServerProcess {
  const server = startProcess(env);
  onTestFinished(async () => {
    server.kill();
    await server.ended;
  });
  return server;
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

const isRefused = (url: string) =>
  exchange(url, { path: '/healthz' }).then(
    () => false,
    () => true,
  );

/** The arguments of a process, which every user of the machine can see. */
function titleOf(pid: number | undefined): string {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
}

test('/healthz and /readyz are ok while the database answers', async () => {
  const url = await start(newEnv()).url;
  for (const probe of ['/healthz', '/readyz']) {
    expect(await exchange(url, { path: probe })).toMatchObject({ status: 200, text: 'ok\n' });
  }
});

describe('metrics', () => {
  test('are off by default, and on the API never', async () => {
    const server = start(newEnv());
    expect(await server.ready).not.toHaveProperty('metrics');
    expect((await exchange(await server.url, { path: '/metrics' })).status).toBe(404);
  });

  test('are served on a port of their own, by route and not by URL', async () => {
    const server = start({ ...newEnv(), P2CORE_METRICS_PORT: '0' });
    const url = await server.url;
    const { metrics = '' } = await server.ready;
    const secret = 'somebody-s-private-name';
    await exchange(url, { path: `${pathPrefix}/challenge` });
    await exchange(url, { path: `${pathPrefix}/idcert/actor/${secret}@home.example.com` });
    await exchange(url, { path: `/${secret}` });
    const read = async () => (await exchange(metrics, { path: '/metrics' })).text;
    await expect
      .poll(read)
      .toMatch(
        /p2core_http_request_duration_seconds_count\{[^}]*method="GET"[^}]*status="200"\} 1/,
      );
    const text = await read();
    expect(text).toMatch(/_count\{[^}]*route="[^"]*\/challenge"[^}]*\} 1/);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain(secret);
    expect((await exchange(metrics, { path: '/' })).status).toBe(404);
  });
});

describe('a graceful shutdown', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'at %s finishes the request under way, refuses new ones, and ends with status 0',
    async (signal) => {
      const env = newEnv();
      const server = start(env);
      const url = await server.url;
      await runJson(env, 'actor', 'add', 'alice');
      const { token } = await runJson(env, 'session', 'add', 'alice', '--id', 'slow');
      const content = '{"session_id":"slow"}';
      const socket = await open(url);
      socket.write(
        [
          `DELETE ${pathPrefix}/session HTTP/1.1`,
          'Host: home.example.com',
          `Authorization: Bearer ${token}`,
          'Content-Type: application/json',
          `Content-Length: ${content.length}`,
          '',
          content.slice(0, 5),
        ].join('\r\n'),
      );
      // The server has begun with the request once it answers one that came after it.
      expect((await exchange(url, { path: '/healthz' })).status).toBe(200);
      server.kill(signal);
      await expect.poll(() => isRefused(url)).toBe(true);
      const answer = once(socket, 'data');
      socket.write(content.slice(5));
      expect(String((await answer)[0])).toMatch(/^HTTP\/1.1 204 /);
      expect(await server.ended).toBe(0);
      expect(await runJson(env, 'session', 'list', 'alice')).toEqual([]);
    },
  );

  test('a second signal does not cut off requests that the first one lets finish', async () => {
    const server = start(newEnv());
    const url = await server.url;
    const socket = await open(url);
    socket.write(
      `PUT ${pathPrefix}/key/server HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${adminToken}\r\n`,
    );
    expect((await exchange(url, { path: '/healthz' })).status).toBe(200);
    server.kill('SIGTERM');
    await expect.poll(() => isRefused(url)).toBe(true);
    server.kill('SIGTERM');
    const answer = once(socket, 'data');
    socket.write('\r\n');
    expect(String((await answer)[0])).toMatch(/^HTTP\/1.1 200 /);
    expect(await server.ended).toBe(0);
  });
});

test('nothing secret is in what the server prints, logs or is called', async () => {
  const env = { ...newEnv(), P2CORE_SEALING_KEY: 'abcdef0123456789'.repeat(4) };
  const server = start(env);
  const url = await server.url;
  await runJson(env, 'actor', 'add', 'alice');
  const { token } = await runJson(env, 'session', 'add', 'alice');
  const headers = { Authorization: `Bearer ${token}` };
  await exchange(url, { path: `${pathPrefix}/events`, headers });
  await exchange(url, {
    path: `${pathPrefix}/events`,
    headers: { Authorization: `Bearer ${token}x` },
  });
  await exchange(url, { method: 'PUT', path: `${pathPrefix}/key/server`, headers });
  const title = titleOf(server.pid);
  expect(title).toContain('serve');
  const said = JSON.stringify(await server.ready) + server.log() + title;
  for (const secret of [token, adminToken, env.P2CORE_SEALING_KEY])
    expect(said).not.toContain(secret);
});
