import { createDecipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { open, seal } from '../../src/pki/seal.js';

const key = randomBytes(32);

describe('seal and open', () => {
  test.each([0, 1, 15, 16, 17, 48, 10_000])('give %i octets back', (length) => {
    const secret = randomBytes(length);
    expect(open(seal(secret, key), key)).toEqual(secret);
  });

  test('take any Uint8Array, also one that is a view into more', () => {
    const secret = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
    const padded = Buffer.concat([Buffer.of(7, 7), seal(secret, new Uint8Array(key))]);
    expect([...open(new Uint8Array(padded).subarray(2), key)]).toEqual([1, 2, 3]);
  });

  test('never seal the same secret to the same octets', () => {
    const sealed = Array.from({ length: 50 }, () =>
      seal(Buffer.from('secret'), key).toString('hex'),
    );
    expect(new Set(sealed).size).toBe(50);
    expect(new Set(sealed.map((hex) => hex.slice(2, 26))).size).toBe(50);
  });

  test('lay it out as documented: version, IV, tag, ciphertext, with the version authenticated', () => {
    const sealed = seal(Buffer.from('secret'), key);
    expect(sealed).toHaveLength(1 + 12 + 16 + 'secret'.length);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
      .setAAD(Buffer.of(1))
      .setAuthTag(sealed.subarray(13, 29));
    const opened = Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
    expect(opened.toString()).toBe('secret');
  });

  test('still open keys that an earlier release sealed', () => {
    const sealed = '01000102030405060708090a0bf4667c3d314f93c340e98f466344e60a68b38a1f6f6c';
    expect(open(Buffer.from(sealed, 'hex'), Buffer.alloc(32, 7)).toString()).toBe('p2core');
  });
});

describe('open refuses', () => {
  const another = /another key, or changed/;

  test('another key', () => {
    expect(() => open(seal(Buffer.from('secret'), key), randomBytes(32))).toThrow(another);
  });

  test('a change of any one bit', () => {
    const sealed = seal(Buffer.from('secret'), key);
    for (let index = 0; index < sealed.length * 8; index++) {
      const changed = Buffer.from(sealed);
      changed[index >> 3] = (changed[index >> 3] ?? 0) ^ (1 << (index & 7));
      expect(() => open(changed, key), `bit ${index}`).toThrow(
        index < 8 ? 'not a sealed secret of version 1' : another,
      );
    }
  });

  test('every way to cut it short', () => {
    const sealed = seal(Buffer.from('secret'), key);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(sealed.subarray(0, length), key), `${length} octets`).toThrow(
        length < 29 ? 'not a sealed secret of version 1' : another,
      );
    }
  });

  test.each([0, 16, 31, 33])('a key of %i octets, as seal does', (length) => {
    const wrong = randomBytes(length);
    expect(() => seal(Buffer.from('secret'), wrong)).toThrow(RangeError);
    expect(() => open(seal(Buffer.from('secret'), key), wrong)).toThrow(RangeError);
  });
});
