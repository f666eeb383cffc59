import { readdirSync } from 'node:fs';
import { readVectorFile, readVectors, type Vector, vectorFolder } from '@p2core/testing/vectors';
import { describe, expect, test } from 'vitest';
import {
  IdCertError,
  readIdCert,
  readIdCsr,
  readServerIdCert,
  verifyIssuer,
} from '../../src/index.js';

const root = readVectorFile('certificates/home-server.pem');

/** The reader of each kind, and the reason of a refusal for each of a server's error codes. */
const kinds = {
  certificates: {
    read: (pem: string) => verifyIssuer(readIdCert(pem), root),
    reasons: { P2CORE_INVALID_ID_CERT: 'malformed', P2CORE_ID_CERT_UNTRUSTED: 'untrusted' },
  },
  // A malformed root makes what it signed untrusted.
  roots: { read: readServerIdCert, reasons: { P2CORE_ID_CERT_UNTRUSTED: 'malformed' } },
  requests: { read: readIdCsr, reasons: { P2CORE_INVALID_ID_CSR: 'malformed' } },
};

async function refusalOf(read: () => unknown): Promise<IdCertError | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (error instanceof IdCertError) return error;
    throw error;
  }
}

test('the root is a well-formed home server certificate', async () => {
  expect((await readServerIdCert(root)).domain).toBe('home.example.com');
});

describe.each(Object.entries(kinds))('the vectors of %s', (kind, { read, reasons }) => {
  const index = readVectors<Vector>(`${kind}/index.jsonl`);
  const pemOf = (file: string) => readVectorFile(`${kind}/${file}`);

  test('the index names every file once', () => {
    const files = readdirSync(new URL(`${kind}/`, vectorFolder)).filter(
      (file) => file.endsWith('.pem') && file !== 'home-server.pem',
    );
    expect(index.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  });

  test.each(index.filter(({ valid }) => valid))('$file is accepted: $reason', async ({ file }) => {
    expect(await refusalOf(() => read(pemOf(file)))).toBeUndefined();
  });

  test.each(index.filter(({ valid }) => !valid))(
    '$file is refused: $reason',
    async ({ file, reason, error = '' }) => {
      const refusal = await refusalOf(() => read(pemOf(file)));
      expect(refusal?.reason).toBe(new Map(Object.entries(reasons)).get(error));
      const rule = reason.slice(0, reason.indexOf('; here: '));
      expect(refusal?.message.slice(0, rule.length)).toBe(rule);
    },
  );
});
