/** The access log has a line for each request, and no secret. */
import { connect } from 'node:net';
import { operations } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import type { AccessEntry } from '../../src/http/access-log.js';
import { serve } from '../../src/serve.js';
import { exchange } from '../support/exchange.js';

const token = 'a-token-that-nobody-may-read';

async function serveAndLog(): Promise<{ url: string; next(): Promise<AccessEntry> }> {
  const entries: AccessEntry[] = [];
  const waiting: ((entry: AccessEntry) => void)[] = [];
  const config = readConfig({
    PORT: '0',
    P2CORE_DATABASE: ':memory:',
    P2CORE_TRUSTED_PROXIES: 'loopback',
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
    path: actor,
    route: path.replace('{fid}', ':fid'),
    status: 404,
    complete: true,
    milliseconds: expect.any(Number),
  });
  expect(JSON.stringify(entry)).not.toContain(token);

  await exchange(url, { path: '/healthz' });
  expect(await next()).toMatchObject({ path: '/healthz', route: '/healthz', status: 200 });
  await exchange(url, { path: '/nowhere' });
  expect(await next()).toMatchObject({ path: '/nowhere', status: 404, address: '127.0.0.1' });
});

test('tells of a request whose client did not wait', async () => {
  const { url, next } = await serveAndLog();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const { path, method } = operations.deleteSession;
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n`);
  socket.write(`Authorization: Bearer ${token}\r\n\r\n{`);
  await new Promise((resolve) => socket.once('connect', resolve));
  setTimeout(() => socket.resetAndDestroy(), 50);
  expect(await next()).toMatchObject({ method, path });
});
