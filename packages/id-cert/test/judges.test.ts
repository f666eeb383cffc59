/** We refuse each certificate that OpenSSL or Python's cryptography refuses: the vectors, and changed ID-Certs. */
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readVectorFile, readVectors, type Vector } from '@p2core/testing/vectors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdCertError, readIdCert } from '../src/index.js';
import { derOf, toPem } from './support/make.js';
import { mutate, mutations } from './support/mutate.js';

const python = ['-c', 'import cryptography; print(cryptography.__version__)'];
const installed = spawnSync('python3', python, { encoding: 'utf8' }).stdout?.trim() ?? '';
/** The first version that can read all that these tests ask for; Debian 12 has 38. */
const oldest = 42;
const version = Number.parseInt(installed, 10) >= oldest ? installed : undefined;
if (!version) {
  const found =
    installed === '' ? 'is not installed' : `is of version ${installed}, before ${oldest}`;
  console.log(`Skipped: Python's cryptography ${found}. Only OpenSSL judged the certificates.`);
}

/** The verdict of Python's cryptography on each PEM: `taken`, or its error. */
function askPython(pems: readonly string[]): string[] {
  const script = fileURLToPath(new URL('support/judge.py', import.meta.url));
  const input = pems.map((pem) => `${JSON.stringify(pem)}\n`).join('');
  const { stdout } = spawnSync('python3', [script], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return stdout.trimEnd().split('\n');
}

function askOpenSsl(pem: string): boolean {
  try {
    return new X509Certificate(pem).publicKey.type === 'public';
  } catch {
    return false;
  }
}

function takes(pem: string): boolean {
  try {
    readIdCert(pem);
    return true;
  } catch (error) {
    if (error instanceof IdCertError && error.reason === 'malformed') return false;
    throw error;
  }
}

/** Python's cryptography reads object identifiers of at most 63 octets, the profile 128 (I3). */
const otherLimit = (verdict = '') => verdict.includes('OidTooLong');

const all = ['certificates', 'roots', 'requests'].flatMap((kind) =>
  readVectors<Vector>(`${kind}/index.jsonl`).map(({ file, valid }) => ({
    file: `${kind}/${file}`,
    valid,
    pem: readVectorFile(`${kind}/${file}`),
  })),
);

describe('the vectors', () => {
  test.skipIf(!version)("that are valid are taken by Python's cryptography", () => {
    const right = all.filter(({ valid }) => valid);
    const verdicts = askPython(right.map(({ pem }) => pem));
    expect(verdicts).toHaveLength(right.length);
    const refused = right.filter(
      (_, index) => verdicts[index] !== 'taken' && !otherLimit(verdicts[index]),
    );
    expect(refused.map(({ file }) => file)).toEqual([]);
  });

  test('of certificates and roots that are valid are taken by OpenSSL', () => {
    const right = all.filter(({ valid, file }) => valid && !file.startsWith('requests/'));
    expect(right.filter(({ pem }) => !askOpenSsl(pem.trim())).map(({ file }) => file)).toEqual([]);
  });
});

describe('changed ID-Certs', () => {
  // Without key identifiers: the profile demands only that other extensions are DER (I28).
  const authorityKeyIdentifier = Buffer.from('0603551d23', 'hex');
  const seeds = all
    .filter(({ valid, file }) => valid && file.startsWith('certificates/'))
    .filter(({ pem }) => pem.length < 4000)
    .map(({ pem }) => derOf(pem.slice(pem.indexOf('-----BEGIN'))))
    .filter((der) => !der.includes(authorityKeyIdentifier));
  const changed = fc
    .sample(fc.tuple(fc.nat(seeds.length - 1), mutations), { numRuns: 3000, seed: 1 })
    .map(([seed, changes]) =>
      toPem('CERTIFICATE', mutate(seeds[seed] ?? new Uint8Array(), changes)),
    );
  const taken = changed.filter(takes);

  test('are partly accepted, partly refused', () => {
    expect(taken.length).toBeGreaterThan(20);
    expect(changed.length - taken.length).toBeGreaterThan(500);
  });

  test('that OpenSSL refuses are refused', () => {
    expect(taken.filter((pem) => !askOpenSsl(pem))).toEqual([]);
  });

  test.skipIf(!version)("that Python's cryptography refuses are refused", () => {
    const verdicts = askPython(taken);
    expect(verdicts).toHaveLength(taken.length);
    const refused = taken.flatMap((pem, index) => {
      const verdict = verdicts[index] ?? '';
      return verdict === 'taken' || otherLimit(verdict) ? [] : [`${verdict}\n${pem}`];
    });
    expect(refused).toEqual([]);
  });
});
