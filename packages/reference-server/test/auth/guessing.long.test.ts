import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createIdCsr } from '@p2core/id-cert';
import { operations } from '@p2core/types';
import { afterAll, expect, test, vi } from 'vitest';
import { guessLimits } from '../../src/passwords/guesses.js';
import { hashLimits } from '../../src/passwords/hash-queue.js';
import { newActorWithPassword, newKeys, password } from '../support/log-in.js';
import { startServer, type TestServer } from '../support/server.js';

const hashes = vi.hoisted(() => ({ underWay: 0, mostAtOnce: 0, made: 0 }));

vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  const verify: typeof argon2.verify = async (...args) => {
    hashes.made++;
    hashes.mostAtOnce = Math.max(hashes.mostAtOnce, ++hashes.underWay);
    try {
      return await argon2.verify(...args);
    } finally {
      hashes.underWay--;
    }
  };
  return { ...argon2, verify };
});

const guesses = 10_000;
const callers = 200;
const many = 200;
const table: object[] = [];
afterAll(() => console.table(table));

/** Strangers behind a proxy that names their addresses. */
function outside(server: TestServer) {
  const agent = new Agent({ keepAlive: true, maxSockets: callers + 2 });
  const ask = (
    method: string,
    path: string,
    address: string,
    body?: object,
  ): Promise<{ status: number; error: string | undefined; milliseconds: number }> =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const content = body === undefined ? undefined : JSON.stringify(body);
      const sending = request(`${server.url}${path}`, {
        method,
        agent,
        headers: {
          'X-Forwarded-For': address,
          ...(content && { 'Content-Type': 'application/json' }),
        },
      });
      sending.once('error', reject).once('response', async (incoming) => {
        const text = Buffer.concat(await incoming.toArray()).toString();
        const milliseconds = performance.now() - start;
        const error = incoming.statusCode === 200 ? undefined : JSON.parse(text).error;
        resolve({ status: incoming.statusCode ?? 0, error, milliseconds });
      });
      sending.end(content);
    });
  return { ask, close: () => agent.destroy() };
}

const addressOf = (index: number) => `198.51.${100 + Math.floor(index / 250)}.${1 + (index % 250)}`;
const percentile = (values: number[], share: number) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0);

test.each([
  ['one address, one actor', 1, 1],
  ['one address, many actors', 1, many],
  ['many addresses, one actor', many, 1],
  ['many addresses, many actors', many, many],
])('10,000 wrong passwords: %s', { timeout: 300_000 }, async (name, addresses, actors) => {
  const server = await startServer({
    P2CORE_RATE_LIMIT: '1000000',
    P2CORE_TRUSTED_PROXIES: 'loopback',
    P2CORE_SECOND_OPINION: 'off',
  });
  const { ask, close } = outside(server);
  const victim = await newActorWithPassword(server);
  const local = victim.split('@')[0] ?? '';
  const csr = await createIdCsr({
    fid: 'other@home.example.com',
    sessionId: 's',
    keys: await newKeys(),
  });
  const { path } = operations.trustSession;
  const trust = (actor: string, address: string, secret: string) =>
    ask('POST', path, address, { actor_name: actor, csr, auth_payload: { password: secret } });
  Object.assign(hashes, { mostAtOnce: 0, made: 0 });

  const quiet: number[] = [];
  for (let n = 0; n < 100; n++) {
    quiet.push((await ask('GET', operations.getServerIdCert.path, '192.0.2.1')).milliseconds);
  }

  const outcomes = new Map<string, number>();
  let left = guesses;
  const guess = async () => {
    while (left > 0) {
      const n = left--;
      const actor = actors === 1 ? local : n % actors === 0 ? local : `guessed-${n % actors}`;
      const { status, error } = await trust(actor, addressOf(n % addresses), `wrong horse ${n}`);
      const outcome = `${status} ${error}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  let isOver = false;
  const waits: number[] = [];
  const reader = async () => {
    while (!isOver) {
      waits.push((await ask('GET', operations.getServerIdCert.path, '192.0.2.1')).milliseconds);
      await sleep(10);
    }
  };
  /**
   * She knows the password. Her ID-CSR is another actor's, and is refused after the password. A log-in takes one try or
   * more.
   */
  const tries: number[] = [];
  const logIns: number[] = [];
  const owner = async () => {
    while (!isOver) {
      const start = performance.now();
      for (let count = 1; ; count++) {
        const { status, error } = await trust(local, '203.0.113.7', password);
        if (error === 'P2CORE_ID_CERT_MISMATCH') {
          tries.push(count);
          break;
        }
        expect(status).toBe(503);
        await sleep(1000);
      }
      logIns.push(performance.now() - start);
      await sleep(100);
    }
  };
  const others = [reader(), owner()];
  await Promise.all(Array.from({ length: callers }, guess));
  isOver = true;
  await Promise.all(others);
  close();
  await server.close();

  const count = (outcome: string) => outcomes.get(outcome) ?? 0;
  const guessed = count('401 P2CORE_INVALID_CREDENTIALS');
  table.push({
    guesses: name,
    '401': guessed,
    '429': count('429 P2CORE_RATE_LIMITED'),
    '503': count('503 P2CORE_UNAVAILABLE'),
    'hashes at once': hashes.mostAtOnce,
    "owner's log-ins": logIns.length,
    'tries of the first, most of the others': `${tries[0]}, ${Math.max(...tries.slice(1))}`,
    'owner p50, max ms': `${percentile(logIns, 0.5)}, ${percentile(logIns, 1 - 1e-9)}`,
    'others p50, p99, max ms': [0.5, 0.99, 1 - 1e-9]
      .map((share) => percentile(waits, share))
      .join(', '),
    'quiet p50 ms': percentile(quiet, 0.5),
  });
  expect([...outcomes.values()].reduce((sum, each) => sum + each, 0)).toBe(guesses);
  expect([...outcomes.keys()].filter((each) => !/^(401|429|503) /.test(each))).toEqual([]);
  expect(hashes.mostAtOnce).toBeLessThanOrEqual(hashLimits.underWay);
  const perAddress = Math.min(guessLimits.perAddress, actors * guessLimits.perActorAndAddress);
  expect(guessed).toBeLessThanOrEqual(addresses * perAddress);
  expect(logIns.length).toBeGreaterThan(0);
  // At first the server knows no guesser, and waiting requests come before hers. Later it knows her address.
  expect(tries.slice(1).filter((count) => count > 1)).toEqual([]);
});
