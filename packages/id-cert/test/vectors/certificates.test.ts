import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { IdCertError, readIdCert, readServerIdCert, verifyIssuer } from '../../src/index.js';
import { readVectorFile, readVectors } from '../support/vectors.js';

interface Line {
  file: string;
  valid: boolean;
  error?: string;
  reason: string;
}

const index = readVectors<Line>('certificates/index.jsonl');
const root = readVectorFile('certificates/home-server.pem');

async function refusalOf(pem: string): Promise<IdCertError | undefined> {
  try {
    await verifyIssuer(readIdCert(pem), root);
    return undefined;
  } catch (error) {
    if (error instanceof IdCertError) return error;
    throw error;
  }
}

const reasons: Record<string, string> = {
  P2CORE_INVALID_ID_CERT: 'malformed',
  P2CORE_ID_CERT_UNTRUSTED: 'untrusted',
};

test('the root is a right home server certificate', async () => {
  expect((await readServerIdCert(root)).domain).toBe('home.example.com');
});

test('the index names every file once', () => {
  const files = readdirSync(
    new URL('../../../../openapi/vectors/certificates/', import.meta.url),
  ).filter((file) => file.endsWith('.pem') && file !== 'home-server.pem');
  expect(index.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});

describe('the certificates of the vectors', () => {
  test.each(index.filter(({ valid }) => valid))('$file is accepted: $reason', async ({ file }) => {
    expect(await refusalOf(readVectorFile(`certificates/${file}`))).toBeUndefined();
  });

  test.each(index.filter(({ valid }) => !valid))(
    '$file is refused: $reason',
    async ({ file, reason, error = '' }) => {
      const refusal = await refusalOf(readVectorFile(`certificates/${file}`));
      expect(refusal?.reason).toBe(reasons[error]);
      const rule = reason.slice(0, reason.indexOf('; here: '));
      expect(refusal?.message.slice(0, rule.length)).toBe(rule);
    },
  );
});
