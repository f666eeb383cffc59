import { randomBytes } from 'node:crypto';
import { domainDigest } from '@p2core/id-cert';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Challenges } from '../../src/sessions/challenges.js';

const domain = 'home.example.com';
const sealingKey = randomBytes(32);
const challenges = await Challenges.of(domain, sealingKey);

afterEach(() => {
  vi.useRealTimers();
});

function at(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: seconds * 1000 });
}

describe('a challenge', () => {
  test('begins with the digest of the domain, and is of letters and digits', async () => {
    at(1_800_000_000);
    const { challenge, expires } = challenges.create();
    expect(challenge).toMatch(/^[0-9A-Za-z]{128}$/);
    expect(challenge.slice(0, 43)).toBe(await domainDigest(domain));
    expect(expires).toBe(1_800_000_300);
  });

  test('is good for another process with the same sealing key, until it runs out', async () => {
    at(1_800_000_000);
    const { challenge } = challenges.create();
    const other = await Challenges.of(domain, sealingKey);
    at(1_800_000_300);
    expect(other.read(challenge)).toEqual({
      nonce: expect.stringMatching(/^[0-9a-f]{50}$/),
      expires: 1_800_000_300,
    });
    at(1_800_000_301);
    expect(other.read(challenge)).toBeUndefined();
  });

  test('of a clock that was far ahead is not good once the clock is right', () => {
    at(1_800_000_000);
    const { challenge } = challenges.create();
    at(1_800_000_000 - 301);
    expect(challenges.read(challenge)).toBeUndefined();
    at(1_800_000_000 - 300);
    expect(challenges.read(challenge)).toBeDefined();
  });

  test('is not good with another sealing key, or for another domain', async () => {
    const { challenge } = challenges.create();
    const otherKey = await Challenges.of(domain, randomBytes(32));
    expect(otherKey.read(challenge)).toBeUndefined();
    const otherDomain = await Challenges.of('foreign.example.org', sealingKey);
    expect(otherDomain.read(challenge)).toBeUndefined();
    const disguised = (await domainDigest('foreign.example.org')) + challenge.slice(43);
    expect(otherDomain.read(disguised)).toBeUndefined();
  });

  test('is not good when one character is another, or there is one more or less', () => {
    const { challenge } = challenges.create();
    expect(challenges.read(challenge)).toBeDefined();
    for (let index = 0; index < challenge.length; index++) {
      for (const other of ['0', 'z']) {
        if (challenge[index] === other) continue;
        const changed = challenge.slice(0, index) + other + challenge.slice(index + 1);
        expect(challenges.read(changed)).toBeUndefined();
      }
    }
    expect(challenges.read(`${challenge}0`)).toBeUndefined();
    expect(challenges.read(challenge.slice(0, -1))).toBeUndefined();
    expect(challenges.read(`${challenge.slice(0, 43)}0${challenge.slice(43)}`)).toBeUndefined();
    expect(challenges.read(challenge.slice(0, 43) + 'z'.repeat(85))).toBeUndefined();
    expect(challenges.read(challenge.slice(0, 43) + '-'.repeat(85))).toBeUndefined();
    expect(challenges.read('')).toBeUndefined();
  });

  test('is another each time', () => {
    const made = Array.from({ length: 1000 }, () => challenges.create().challenge);
    expect(new Set(made).size).toBe(1000);
    expect(new Set(made.map((each) => challenges.read(each)?.nonce)).size).toBe(1000);
  });
});
