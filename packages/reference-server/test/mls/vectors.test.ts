/** The contract's vectors of KeyPackages, by the server's check (R34) and by the schema (R17). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { schemaValidators } from '@p2core/types/validators';
import { expect, test } from 'vitest';
import { checkKeyPackage, leafIdentityOf } from '../../src/mls/check-key-package.js';

interface Vector {
  value: string;
  id_cert: string;
  at: number;
  valid: boolean;
  error?: string;
  reason: string;
}

const file = fileURLToPath(
  import.meta.resolve('@p2core/contract/vectors/key-packages/index.jsonl'),
);
const vectors = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

async function refusal({ value, id_cert, at }: Vector): Promise<string | undefined> {
  if (!schemaValidators.KeyPackages([value])) return 'P2CORE_BAD_REQUEST';
  const fault = await checkKeyPackage(Buffer.from(value, 'base64'), leafIdentityOf(id_cert), at);
  if (fault === undefined) return undefined;
  return fault.kind === 'mismatch' ? 'P2CORE_KEY_PACKAGE_MISMATCH' : 'P2CORE_BAD_REQUEST';
}

test.each(vectors)('$reason: valid is $valid', async (vector) => {
  expect(await refusal(vector)).toBe(vector.error);
  expect(vector.valid).toBe(vector.error === undefined);
});
