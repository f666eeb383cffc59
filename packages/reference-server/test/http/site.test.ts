/** The routes beside the contract's operations: the contract itself, the docs, and those for monitoring. */
import { errorCodes } from '@p2core/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange, exchangeRaw, type WireRequest } from '../support/exchange.js';
import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const get = (path: string, wire: Omit<WireRequest, 'path'> = {}) =>
  exchange(server.url, { path, ...wire });

const contracts = ['/openapi.json', '/openapi.yaml', '/openapi.query.json', '/openapi.query.yaml'];
const others = ['/healthz', '/readyz', '/'];

describe('the contract', () => {
  it.each(contracts)('may be read from any origin: %s', async (path) => {
    const { status, headers } = await get(path, { headers: { Origin: 'https://a.example' } });
    expect(status).toBe(200);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-expose-headers']).toContain('ETag');
  });

  it.each(contracts)('may be asked for again from any origin: %s', async (path) => {
    const { status, headers } = await get(path, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://a.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'if-none-match',
      },
    });
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-headers']).toBe('If-None-Match');
    const { etag = '' } = (await get(path)).headers;
    const again = await get(path, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers['access-control-allow-origin']).toBe('*');
  });

  it.each(contracts)('is sent whole for every Range: %s', async (path) => {
    const whole = (await get(path)).octets.length;
    for (const range of ['bytes=99999999-', 'bytes=0-1', 'bytes=0-0,5-9', 'bytes=-', 'lines=1']) {
      const { status, octets } = await get(path, { headers: { Range: range } });
      expect([status, octets.length]).toEqual([200, whole]);
    }
  });

  it('names this server, so that a page made from it asks here', async () => {
    const { json } = await get('/openapi.query.json');
    expect(json.servers).toMatchObject([{ url: '/' }]);
  });

  it('has no content for HEAD', async () => {
    const { status, headers, octets } = await get('/openapi.json', { method: 'HEAD' });
    expect([status, octets.length]).toEqual([200, 0]);
    expect(Number(headers['content-length'])).toBeGreaterThan(10_000);
  });
});

/** The properties of every error on these routes. */
function expectError(
  { status, headers, json }: Awaited<ReturnType<typeof get>>,
  code: keyof typeof errorCodes,
): void {
  expect(status).toBe(errorCodes[code].status);
  expect(headers['content-type']).toBe('application/json');
  expect(headers['cache-control']).toBe('no-store');
  expect(json).toMatchObject({ errcode: status, error: code });
}

describe('errors outside the contract’s path', () => {
  it.each(contracts)('are of the registry where a condition fails: %s', async (path) => {
    const answer = await get(path, { headers: { 'If-Match': '"x"' } });
    expectError(answer, 'P2CORE_BAD_REQUEST');
    expect(answer.text).not.toMatch(/node_modules|at /);
  });

  it('never show how the docs are served', async () => {
    for (const headers of [{ Range: 'bytes=99999999-' }, { 'If-Match': '"x"' }]) {
      const { status, text } = await get('/docs/', { headers });
      expect(status).not.toBe(500);
      expect(text).not.toMatch(/node_modules|send\/index/);
    }
  });

  it.each([
    '/%2Ep2/core/v1/challenge',
    '//.p2/core/v1/challenge',
    '/no/such/route',
    '/openapi.json/x',
    '/OPENAPI.json',
    '/healthz/x',
    '/metrics',
  ])('are 404: %s', async (path) => {
    expectError(await get(path), 'P2CORE_NOT_FOUND');
  });

  it.each([...contracts, ...others, '/docs/'])('are 405 for other methods: %s', async (path) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await get(path, { method });
      expectError(answer, 'P2CORE_METHOD_NOT_ALLOWED');
      expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
    }
    const { status, headers } = await get(path, { method: 'OPTIONS' });
    expect([status, headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });

  it.each(['/docs/..%2f..%2fpackage.json', '/docs/%00', '/docs/%', '/docs/.git/config'])(
    'lead nowhere: %s',
    async (path) => {
      const { status, text } = await get(path);
      expect([400, 404]).toContain(status);
      expect(text).not.toMatch(/node_modules|@p2core\/reference-server/);
    },
  );

  it.each([
    'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'TRACE /no/such/route HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'GET http://other.example/no/such/route HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'GET /no/such/route HTTP/1.0\r\n\r\n',
    'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n',
  ])('are 404 however the target is written: %j', async (octets) => {
    const [answer] = await exchangeRaw(server.url, octets);
    expectError(answer as NonNullable<typeof answer>, 'P2CORE_NOT_FOUND');
  });
});
