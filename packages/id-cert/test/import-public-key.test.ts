import { expect, test, vi } from 'vitest';
import { IdCertError, importPublicKey } from '../src/index.js';
import { aliceKeys } from './support/make.js';

test('a key that WebCrypto refuses, as Workers do with most RSA exponents, is malformed', async () => {
  const refusal = Object.assign(new Error('the exponent must be 3 or 65537'), {
    name: 'OperationError',
  });
  vi.spyOn(crypto.subtle, 'importKey').mockRejectedValueOnce(refusal);
  const error = await importPublicKey(aliceKeys.publicKey).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(IdCertError);
  expect(error).toMatchObject({ reason: 'malformed', cause: refusal });
});
