import { webCryptoAlgorithms } from './algorithms.js';
import { toRaw } from './ecdsa-signature.js';
import { IdCertError } from './errors.js';
import { importPublicKey } from './public-key.js';
import type { Signed } from './read/certificate.js';

/** Whether `publicKey` (PEM) verifies a signature with the algorithm that the signature names. */
export async function isSignedBy(
  { octets, signature, algorithm }: Signed,
  publicKey: string,
): Promise<boolean> {
  const key = await importPublicKey(publicKey);
  const named = webCryptoAlgorithms[algorithm];
  if (key.algorithm.name !== named.name) return false;
  try {
    const raw = algorithm === 'P-256' ? toRaw(signature) : signature;
    return await crypto.subtle.verify(named, key, raw, octets);
  } catch (error) {
    // Some runtimes throw an OperationError for a signature of the wrong length.
    if (error instanceof IdCertError || (error as Error).name === 'OperationError') return false;
    throw error;
  }
}
