/** Each pattern of the contract takes linear time, because servers and clients run it on strangers' values. */
import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { bundle } from '../../src/codegen/bundle.js';
import unrolledPattern from '../../src/codegen/validators/unrolled-pattern.js';

function* patternsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, member] of Object.entries(node)) {
    if (name === 'pattern' && typeof member === 'string') yield member;
    else yield* patternsIn(member);
  }
}

/** Texts in the contract's forms of PEM, with lines of these lengths. */
const pems = (...contents: number[][]): string[] =>
  ['CERTIFICATE', 'CERTIFICATE REQUEST', 'PUBLIC KEY', 'ENCRYPTED PRIVATE KEY'].flatMap((label) =>
    contents.map((lengths) => {
      const lines = lengths.map((length) => `${'A'.repeat(length)}\n`);
      return `-----BEGIN ${label}-----\n${lines.join('')}-----END ${label}-----\n`;
    }),
  );

const patterns = [...new Set(patternsIn(await bundle()))];

test('the contract has patterns', () => {
  expect(patterns.length).toBeGreaterThan(15);
});

test('the test finds a pattern that backtracks', () => {
  expect(checkSync('^".+";.*r=[0-9]+', 'u').status).toBe('vulnerable');
});

// On a busy machine the longest pattern takes more than the default of ten seconds.
const patience = { timeout: 50_000 };

test.each(patterns)('%s', (pattern) => {
  expect(checkSync(pattern, 'u', patience).status).toBe('safe');
});

test('the unrolled patterns of the validators are linear too, and match the same texts', () => {
  const unrolled = patterns.filter(
    (pattern) => unrolledPattern(pattern, 'u').source !== new RegExp(pattern, 'u').source,
  );
  expect(unrolled.length).toBeGreaterThan(0);
  const texts = [
    '',
    'A',
    'AA',
    'AA==',
    'AAA=',
    'AAAA',
    'AAAAA',
    'AAAAAA==',
    'AAAAAAAA',
    'AAAA=AAA',
    'AAA!',
    'A===',
    'AAAA\n',
    ...pems(
      [],
      [64],
      [63],
      [65],
      [1],
      [0],
      [64, 64, 12],
      [64, 65],
      [64, 10, 64],
      [64, 10, 65],
      [64, 0, 64],
      [10, 20],
    ),
  ];
  for (const pattern of unrolled) {
    const fast = unrolledPattern(pattern, 'u');
    expect(checkSync(fast.source, 'u').status).toBe('safe');
    const original = new RegExp(pattern, 'u');
    expect(texts.map((text) => fast.test(text))).toEqual(texts.map((text) => original.test(text)));
  }
});
