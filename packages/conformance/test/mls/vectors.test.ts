/** The contract's vectors, read by the kit's own reader of KeyPackages. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mls10, readKeyPackage } from '../../src/mls/read-key-package.js';

interface Vector {
  value: string;
  at: number;
  valid: boolean;
  reason: string;
}

const file = fileURLToPath(
  import.meta.resolve('@p2core/contract/vectors/key-packages/index.jsonl'),
);
const vectors = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

const octetsOf = ({ value }: Vector) => Buffer.from(value, 'base64');

test.each(vectors.filter(({ valid }) => valid))('$reason: is accepted', (vector) => {
  const { version, notBefore, notAfter } = readKeyPackage(octetsOf(vector));
  expect(version).toBe(mls10);
  expect(vector.at).toBeGreaterThanOrEqual(notBefore);
  expect(vector.at).toBeLessThanOrEqual(notAfter);
});

test.each(
  vectors.filter(({ reason }) =>
    ['an additional octet', 'the last octet cut off'].includes(reason),
  ),
)('$reason: is refused', (vector) => {
  expect(() => readKeyPackage(octetsOf(vector))).toThrow(RangeError);
});
