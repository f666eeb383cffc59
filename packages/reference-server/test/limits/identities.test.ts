/** R22: a limit counts the identity that the check uses, on every route that a stranger can ask. */
import { pathPrefix } from '@p2core/types';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newSession } from '../support/actors.js';
import { exchange, exchangeRaw } from '../support/exchange.js';
import { startServer, type TestServer } from '../support/server.js';

const perMinute = 10;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({
    P2CORE_RATE_LIMIT: String(perMinute),
    P2CORE_TRUSTED_PROXIES: 'loopback, 203.0.113.0/24',
  });
});
afterAll(() => server.close());
afterEach(() => vi.useRealTimers());

let network = 0;
/** An address that no other test has. */
const newAddress = () => `198.51.${Math.floor(++network / 250)}.${network % 250}`;

/** Sends some requests, each from an address of its own, and counts those that were answered. */
async function answered(
  path: string,
  address: (index: number) => string,
  { count = 2 * perMinute, headers = (_index: number): Record<string, string> => ({}) } = {},
): Promise<number> {
  let passed = 0;
  for (let index = 0; index < count; index += 1) {
    const answer = await exchange(server.url, {
      path,
      headers: { 'X-Forwarded-For': address(index), ...headers(index) },
    });
    if (answer.status !== 429) passed += 1;
    else expect(answer.json).toMatchObject({ errcode: 429, error: 'P2CORE_RATE_LIMITED' });
  }
  return passed;
}

describe('everything is limited', () => {
  it.each([
    '/docs/',
    '/docs/no-such-page',
    '/healthz',
    '/readyz',
    '/',
    '/no/such/route',
    '/%2Ep2/core/v1/challenge',
    `${pathPrefix}/challenge`,
    `${pathPrefix}/no/such/route`,
    `${pathPrefix}/%zz`,
  ])('%s', async (path) => {
    const address = newAddress();
    const passed = await answered(path, () => address);
    expect(passed).toBeLessThanOrEqual(perMinute);
    expect(passed).toBeGreaterThan(0);
  });

  it.each(['/openapi.json', '/openapi.yaml'])(
    '%s, which counts as several requests by its size',
    async (path) => {
      const address = newAddress();
      const passed = await answered(path, () => address);
      expect(passed).toBeGreaterThan(0);
      expect(passed).toBeLessThan(perMinute);
    },
  );

  it.each(['POST', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'])('%s', async (method) => {
    const headers = { 'X-Forwarded-For': newAddress() };
    const statuses: number[] = [];
    for (let index = 0; index < 2 * perMinute; index += 1) {
      const answer = await exchange(server.url, { method, path: '/openapi.json', headers });
      statuses.push(answer.status);
    }
    expect(statuses.filter((status) => status !== 429)).toHaveLength(perMinute);
  });

  it('pipelined requests', async () => {
    const get = `GET /healthz HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${newAddress()}\r\n`;
    const octets = `${`${get}\r\n`.repeat(2 * perMinute)}${get}Connection: close\r\n\r\n`;
    const answers = await exchangeRaw(server.url, octets);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(perMinute);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(perMinute + 1);
  });

  it('the same address on all routes together', async () => {
    const address = newAddress();
    expect(await answered('/healthz', () => address, { count: 6 })).toBe(6);
    expect(await answered(`${pathPrefix}/challenge`, () => address, { count: 6 })).toBe(4);
  });

  it('the reason may be read from any origin', async () => {
    const headers = { 'X-Forwarded-For': newAddress(), Origin: 'https://a.example' };
    for (let index = 0; index <= perMinute; index += 1) {
      const { headers: got } = await exchange(server.url, { path: '/openapi.json', headers });
      expect(got['access-control-allow-origin']).toBe('*');
    }
  });
});

describe('an address', () => {
  it('is the same with any port', async () => {
    const address = newAddress();
    expect(await answered('/healthz', (index) => `${address}:${1024 + index}`)).toBe(perMinute);
  });

  it('is the same with any port behind two proxies', async () => {
    const address = newAddress();
    const forwarded = (index: number) => `${address}:${1024 + index}, 203.0.113.7:${4000 + index}`;
    expect(await answered('/healthz', forwarded)).toBe(perMinute);
  });

  it('of IPv6 is its /64, in brackets and with a port too', async () => {
    const forms = ['2001:db8:1:2::1', '[2001:db8:1:2::2]', '[2001:db8:1:2:ffff::3]:443'];
    expect(await answered('/healthz', (index) => forms[index % 3] as string)).toBe(perMinute);
    expect(await answered('/healthz', () => '2001:db8:1:3::1', { count: 1 })).toBe(1);
  });

  it('of IPv4 in IPv6 is the one of IPv4', async () => {
    const address = newAddress();
    const form = (index: number) => (index % 2 ? address : `::ffff:${address}`);
    expect(await answered('/healthz', form)).toBe(perMinute);
    expect(await answered('/healthz', () => `::ffff:${newAddress()}`, { count: 1 })).toBe(1);
  });

  it('that is none is that of the proxy', async () => {
    const passed = await answered('/healthz', (index) => `unknown-${index}`);
    expect(passed).toBe(perMinute);
  });
});

describe('a token', () => {
  it('is the same however its scheme and the spaces are spelled', async () => {
    const { token } = await newSession(server);
    const spellings = ['Bearer ', 'bearer ', 'bEARER ', 'Bearer  ', 'BEARER    '];
    const headers = (index: number) => ({ Authorization: spellings[index % 5] + token });
    expect(await answered(`${pathPrefix}/events`, newAddress, { headers })).toBe(perMinute);
  });

  it('that is none has no limit of its own', async () => {
    const headers = (index: number) => ({ Authorization: index % 2 ? 'Basic YTpi' : 'Bearer' });
    expect(await answered('/healthz', newAddress, { headers })).toBe(2 * perMinute);
  });
});

describe('the clock', () => {
  it('that is set back an hour makes no client wait longer than the window', async () => {
    const headers = { 'X-Forwarded-For': newAddress() };
    const ask = () => exchange(server.url, { path: `${pathPrefix}/challenge`, headers });
    for (let index = 0; index < perMinute; index += 1) await ask();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(Number(/t=(\d+)/.exec(String(refused.headers.ratelimit))?.[1])).toBeLessThanOrEqual(60);
  });

  it('that is set forward an hour ends no window', async () => {
    const headers = { 'X-Forwarded-For': newAddress() };
    const ask = () => exchange(server.url, { path: '/healthz', headers });
    for (let index = 0; index < perMinute; index += 1) await ask();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    expect((await ask()).status).toBe(429);
  });
});

it('off ends every limit', async () => {
  const unlimited = await startServer({ P2CORE_RATE_LIMIT: 'off' });
  for (let index = 0; index < 30; index += 1) {
    const { status, headers } = await exchange(unlimited.url, { path: '/openapi.json' });
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('ratelimit');
  }
  await unlimited.close();
});
