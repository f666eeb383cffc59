import { randomBytes } from 'node:crypto';
import { document } from '@p2core/types/document';
import { decodeKeyPackage } from 'ts-mls/keyPackage.js';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../src/mls/outline.js';
import { mlsKeyPackage } from '../store/fixtures.js';

const { 'key-packages': example } = document.components.examples ?? {};
const { value: examples } = example as { value: string[] };

const readNotAfter = (octets: Buffer) => outlineOf(octets)?.notAfter ?? null;
const read = (base64: string) => readNotAfter(Buffer.from(base64, 'base64'));

describe('the end of the lifetime of a KeyPackage', () => {
  test.each([0, 1, 1_700_000_000, Number.MAX_SAFE_INTEGER])('is %d', (notAfter) => {
    expect(read(mlsKeyPackage(notAfter))).toBe(notAfter);
  });

  test.each([0, 1, 63, 64, 300, 16_383, 16_384])('is behind a credential of %d octets', (size) => {
    const identity = randomBytes(size);
    expect(read(mlsKeyPackage(5, { credentialType: 'basic', identity }))).toBe(5);
  });

  test('is behind a credential of certificates', () => {
    const certificates = [randomBytes(500), randomBytes(700)];
    expect(read(mlsKeyPackage(5, { credentialType: 'x509', certificates }))).toBe(5);
  });

  test('is what ts-mls reads in the example of the contract', () => {
    expect(examples).not.toHaveLength(0);
    for (const example of examples) {
      const [keyPackage] = decodeKeyPackage(Buffer.from(example, 'base64'), 0) ?? [];
      expect(read(example)).toBe(Number(keyPackage?.leafNode.lifetime.notAfter));
    }
  });

  test.each([0x0a0a, 0xffff])('is read with the unknown cipher suite %d', (suite) => {
    const octets = Buffer.from(mlsKeyPackage(5), 'base64');
    octets.writeUInt16BE(suite, 2);
    expect(readNotAfter(octets)).toBe(5);
  });

  test('is unknown where it is too large for a number', () => {
    expect(read(mlsKeyPackage(2n ** 64n - 1n))).toBeNull();
  });

  test('is unknown in octets that are no KeyPackage', () => {
    const octets = Buffer.from(mlsKeyPackage(5), 'base64');
    const lifetimeEnds = octets.length - 1 - 2 * (64 + 2) - 1;
    for (let length = 0; length < lifetimeEnds; length++) {
      expect(readNotAfter(octets.subarray(0, length))).toBeNull();
    }
    expect(readNotAfter(octets.subarray(0, lifetimeEnds))).toBe(5);
    expect(read('AAAA')).toBeNull();
    for (const version of [0, 2]) {
      octets.writeUInt16BE(version);
      expect(readNotAfter(octets)).toBeNull();
    }
  });
});
