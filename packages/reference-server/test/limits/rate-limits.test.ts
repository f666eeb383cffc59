import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSession } from '../support/actors.js';
import { adminToken, startServer, type TestServer } from '../support/server.js';

const perMinute = 8;

describe('R22: a server that limits requests', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({
      P2CORE_RATE_LIMIT: String(perMinute),
      P2CORE_TRUSTED_PROXIES: 'loopback',
    });
  });
  afterAll(() => server.close());

  const challengeFrom = (address: string) =>
    server.send({ path: '/challenge', headers: { 'X-Forwarded-For': address } });

  it('counts down, then answers 429 with Retry-After and the time of the reset', async () => {
    const remaining: number[] = [];
    for (let request = 0; request < perMinute; request++) {
      const { status, headers } = await challengeFrom('192.0.2.1');
      expect(status).toBe(200);
      remaining.push(Number(/r=(\d+)/.exec(String(headers.ratelimit))?.[1]));
    }
    expect(remaining).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);

    const { status, headers, text } = await challengeFrom('192.0.2.1');
    expect(status).toBe(429);
    expect(JSON.parse(text)).toMatchObject({ errcode: 429, error: 'P2CORE_RATE_LIMITED' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(String(headers['ratelimit-policy'])).toContain(`q=${perMinute}; w=60`);
  });

  it('counts each address for itself', async () => {
    for (let request = 0; request <= perMinute; request++) await challengeFrom('192.0.2.2');
    expect((await challengeFrom('192.0.2.2')).status).toBe(429);
    expect((await challengeFrom('192.0.2.3')).status).toBe(200);
  });

  it('counts each token for itself, from whichever addresses it comes', async () => {
    const { token } = await newSession(server);
    const eventsFrom = (host: number, bearer: string) =>
      server.send({
        path: '/events',
        token: bearer,
        headers: { 'X-Forwarded-For': `198.51.100.${host}` },
      });
    for (let host = 0; host < perMinute; host++) {
      expect((await eventsFrom(host, token)).status).toBe(409);
    }
    expect((await eventsFrom(100, token)).status).toBe(429);
    expect((await eventsFrom(100, adminToken)).status).toBe(409);
  });
});

describe('X-Forwarded-For', () => {
  it('changes nothing where no proxy is trusted', async () => {
    const server = await startServer({ P2CORE_RATE_LIMIT: '3' });
    const statuses: number[] = [];
    for (let host = 0; host < 5; host++) {
      const headers = { 'X-Forwarded-For': `192.0.2.${host}` };
      statuses.push((await server.send({ path: '/challenge', headers })).status);
    }
    await server.close();
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});
