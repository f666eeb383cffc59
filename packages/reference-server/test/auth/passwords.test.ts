import { describe, expect, test } from 'vitest';
import { QueueFullError } from '../../src/limits/fair-queue.js';
import { hashLimits } from '../../src/passwords/hash-queue.js';
import { isPassword, Passwords } from '../../src/passwords/passwords.js';
import type { Actors } from '../../src/store/actors/actors.js';

const passwords = new Passwords();
const here = { key: 'here', wrong: 0 };

function actorsWith(hash: string | undefined): Actors {
  return { passwordHash: async () => hash } as Pick<Actors, 'passwordHash'> as Actors;
}

describe('a password', () => {
  test.each([
    ['8 code points', 'aaaaaaa\u{1f511}', true],
    ['7 code points of two units each', '\u{1f511}'.repeat(7), false],
    ['8 that NFC makes 4', 'e\u0301'.repeat(4), false],
    ['16 that NFC makes 8', 'e\u0301'.repeat(8), true],
    ['256', 'a'.repeat(256), true],
    ['257', 'a'.repeat(257), false],
    ['512 that NFC makes 256', 'e\u0301'.repeat(256), true],
    ['a megabyte', 'a'.repeat(2 ** 20), false],
    ['no text', 12345678, false],
    ['nothing', undefined, false],
  ])('may be %s or not', (_what, text, expected) => {
    expect(isPassword(text)).toBe(expected);
  });

  test('is hashed with argon2id, and compared after NFC', async () => {
    const hash = await passwords.hash('cafe\u0301 au lait', here);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const actors = actorsWith(hash);
    expect(await passwords.check(actors, 'a@b', 'caf\u00e9 au lait', here)).toBe(true);
    expect(await passwords.check(actors, 'a@b', 'cafe au lait', here)).toBe(false);
    expect(await passwords.check(actorsWith(undefined), 'a@b', 'café au lait', here)).toBe(false);
  });
});

describe('hashes wait', () => {
  const outcomes = new Map<string, string[]>();
  const hash = async (key: string, wrong: number) => {
    const outcome = await passwords.hash('correct horse', { key, wrong }).then(
      () => 'made',
      (error) => (error instanceof QueueFullError ? 'full' : String(error)),
    );
    outcomes.set(key, [...(outcomes.get(key) ?? []), outcome]);
  };
  const made = (key: string) => outcomes.get(key)?.filter((each) => each === 'made').length;

  test('so many of one address, which take no place from others', async () => {
    const flood = Array.from({ length: 50 }, () => hash('mallory', 0));
    const others = Array.from({ length: 20 }, (_, index) => hash(`guest ${index}`, 0));
    await Promise.all([...flood, ...others]);
    expect(made('mallory')).toBe(hashLimits.underWay + hashLimits.waitingPerAsker);
    for (let index = 0; index < 20; index++) expect(made(`guest ${index}`)).toBe(1);
  });

  test('behind those of addresses that have sent fewer wrong passwords', async () => {
    const guesses = Array.from({ length: 60 }, (_, index) => hash(`guesser ${index}`, 3));
    await Promise.all([...guesses, hash('owner', 0)]);
    expect(made('owner')).toBe(1);
    const madeByGuessers = Array.from({ length: 60 }, (_, index) => made(`guesser ${index}`) ?? 0);
    expect(madeByGuessers.filter((count) => count === 1)).toHaveLength(33);
  });
});
