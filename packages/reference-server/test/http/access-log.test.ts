/** The access log has a line for each request, and no secret. */
import { connect } from 'node:net';
import { operations, pathPrefix } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import type { AccessEntry } from '../../src/http/access-log.js';
import { serve } from '../../src/serve.js';
import { exchange } from '../support/exchange.js';

const token = 'a-token-that-nobody-may-read';

async function serveAndLog(
  env: NodeJS.ProcessEnv = {},
): Promise<{ url: string; next(): Promise<AccessEntry> }> {
  const entries: AccessEntry[] = [];
  const waiting: ((entry: AccessEntry) => void)[] = [];
  const config = readConfig({
    PORT: '0',
    P2CORE_DATABASE: ':memory:',
    P2CORE_TRUSTED_PROXIES: 'loopback',
    ...env,
  });
  const server = await serve(config, console, {
    accessLog(entry) {
      const take = waiting.shift();
      if (take) take(entry);
      else entries.push(entry);
    },
  });
  onTestFinished(() => server.close());
  const next = async () =>
    entries.shift() ?? new Promise<AccessEntry>((take) => waiting.push(take));
  return { url: server.url, next };
}

test('has an entry for each request, whichever part answers it', async () => {
  const { url, next } = await serveAndLog();
  const { path, method } = operations.getActorIdCerts;
  const actor = path.replace('{fid}', 'alice@localhost');
  await exchange(url, {
    path: `${actor}?session_id=${token}`,
    headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.7' },
  });
  const entry = await next();
  expect(entry).toEqual({
    address: '192.0.2.7',
    method,
    route: path.replace('{fid}', ':fid'),
    path: undefined,
    status: 404,
    complete: true,
    milliseconds: expect.any(Number),
  });
  expect(JSON.stringify(entry)).not.toContain(token);

  await exchange(url, { path: `/healthz?${token}` });
  expect(await next()).toMatchObject({ route: '/healthz', path: '/healthz', status: 200 });
  await exchange(url, { path: '/docs/' });
  expect(await next()).toMatchObject({ route: '/docs' });
});

test.each([
  `${pathPrefix}/session/${token}`,
  operations.getActorIdCerts.path.replace('{fid}', token),
  `/docs/${token}`,
  `/${token}`,
  `http://${token}@localhost/${token}`,
  '*',
])('has no text of a client that asks for %s', async (path) => {
  const { url, next } = await serveAndLog();
  await exchange(url, { path });
  const entry = await next();
  expect(entry).toMatchObject({ method: 'GET', address: '127.0.0.1', complete: true });
  expect(JSON.stringify(entry)).not.toContain(token);
  expect(entry.status).toBeGreaterThanOrEqual(400);
});

test('has the route of a request that a limit refused', async () => {
  const { url, next } = await serveAndLog({ P2CORE_RATE_LIMIT: '1' });
  const { path } = operations.getChallenge;
  const entries: AccessEntry[] = [];
  for (let index = 0; index < 2; index += 1) {
    await exchange(url, { path });
    entries.push(await next());
  }
  expect(entries).toMatchObject([
    { route: path, status: 200 },
    { route: path, status: 429 },
  ]);
});

test('tells of a request whose client did not wait', async () => {
  const { url, next } = await serveAndLog();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const { path, method } = operations.deleteSession;
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n`);
  socket.write(`Authorization: Bearer ${token}\r\n\r\n{`);
  await new Promise((resolve) => socket.once('connect', resolve));
  setTimeout(() => socket.resetAndDestroy(), 50);
  expect(await next()).toMatchObject({ method, route: path });
});
