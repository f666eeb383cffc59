import { afterAll, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

const challenges = async (count: number) => {
  const answers = await Promise.all(
    Array.from({ length: count }, () => server.send({ path: '/challenge' })),
  );
  return answers.map(({ json }) => json as { challenge: string; expires: number });
};

test('R1 the expiry of a challenge is an integer, and lies ahead', async () => {
  const [challenge] = await challenges(1);
  expect(Number.isSafeInteger(challenge?.expires)).toBe(true);
  expect(challenge?.expires).toBeGreaterThan(now());
});

test('a challenge has at least 64 characters, of all three kinds that are recommended', async () => {
  for (const { challenge } of await challenges(20)) {
    expect(challenge).toMatch(/^[A-Za-z0-9]{64,256}$/);
    for (const kind of [/[A-Z]/, /[a-z]/, /[0-9]/]) expect(challenge).toMatch(kind);
  }
});

test('no challenge is given twice', async () => {
  const made = (await challenges(200)).map(({ challenge }) => challenge);
  expect(new Set(made).size).toBe(200);
});
