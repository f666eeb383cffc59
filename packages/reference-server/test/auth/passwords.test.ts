import { describe, expect, test } from 'vitest';
import { QueueFullError } from '../../src/fair-queue.js';
import { hashLimits, isPassword, Passwords } from '../../src/passwords.js';
import type { Actors } from '../../src/store/actors.js';

const passwords = await Passwords.load();

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
    const hash = await passwords.hash('cafe\u0301 au lait', 'here');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const actors = actorsWith(hash);
    expect(await passwords.check(actors, 'a@b', 'caf\u00e9 au lait', 'here')).toBe(true);
    expect(await passwords.check(actors, 'a@b', 'cafe au lait', 'here')).toBe(false);
    expect(await passwords.check(actorsWith(undefined), 'a@b', 'café au lait', 'here')).toBe(false);
  });
});

test('only so many hashes wait, and an address that sends many takes no place from others', async () => {
  const outcomes = new Map<string, string[]>();
  const hash = async (asker: string) => {
    const outcome = await passwords.hash('correct horse', asker).then(
      () => 'made',
      (error) => (error instanceof QueueFullError ? 'full' : String(error)),
    );
    outcomes.set(asker, [...(outcomes.get(asker) ?? []), outcome]);
  };
  const flood = Array.from({ length: 50 }, () => hash('mallory'));
  const others = Array.from({ length: 20 }, (_, index) => hash(`guest ${index}`));
  await Promise.all([...flood, ...others]);
  const made = (asker: string) => outcomes.get(asker)?.filter((each) => each === 'made').length;
  expect(made('mallory')).toBe(1 + hashLimits.waitingPerAsker);
  for (let index = 0; index < 20; index++) expect(made(`guest ${index}`)).toBe(1);
});
