import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readIdCert, verifyIdCert } from '../../src/pki/check-id-cert.js';
import { IdCertError } from '../../src/pki/id-cert-error.js';
import { readServerCertificate } from '../../src/pki/server-certificate.js';
import { readVectorFile, readVectors } from './read.js';

interface Line {
  file: string;
  valid: boolean;
  reason: string;
}

const index = readVectors<Line>('certificates/index.jsonl');
const root = readVectorFile('certificates/home-server.pem');

function refusalOf(pem: string): IdCertError | undefined {
  try {
    verifyIdCert(readIdCert(pem), root);
    return undefined;
  } catch (error) {
    if (error instanceof IdCertError) return error;
    throw error;
  }
}

test('the root is a right home server certificate', () => {
  expect(readServerCertificate(root).domain).toBe('home.example.com');
});

test('the index names every file once', () => {
  const files = readdirSync(
    new URL('../../../../openapi/vectors/certificates/', import.meta.url),
  ).filter((file) => file.endsWith('.pem') && file !== 'home-server.pem');
  expect(index.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});

describe('the certificates of the vectors', () => {
  test.each(index.filter(({ valid }) => valid))('$file is accepted: $reason', ({ file }) => {
    expect(refusalOf(readVectorFile(`certificates/${file}`))).toBeUndefined();
  });

  test.each(index.filter(({ valid }) => !valid))(
    '$file is refused: $reason',
    ({ file, reason }) => {
      const refusal = refusalOf(readVectorFile(`certificates/${file}`));
      expect(refusal?.message).toBe(reason.slice(0, reason.indexOf('; here: ')));
    },
  );
});
