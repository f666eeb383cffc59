import { type KeyAlgorithm, webCryptoAlgorithms } from './algorithms.js';
import { toRaw } from './ecdsa-signature.js';
import { IdCertError } from './errors.js';
import { algorithmOf } from './key-algorithm.js';
import { importPublicKey } from './public-key.js';
import type { Signed } from './read/certificate.js';

type Octets = Uint8Array<ArrayBuffer>;

/** Whether `publicKey` (PEM) verifies a signature with the algorithm that the signature names. */
export function isSignedBy(
  { octets, signature, algorithm }: Signed,
  publicKey: string,
): Promise<boolean> {
  return isSignatureBy(publicKey, signature, octets, algorithm);
}

/**
 * Whether `publicKey` (PEM) verifies a signature.
 *
 * @param signature the signature's octets; DER for ECDSA
 * @param wanted the algorithm that the key must have; by default any of the profile
 * @throws {IdCertError} `malformed`, where the profile does not allow such a key
 */
export async function isSignatureBy(
  publicKey: string,
  signature: Octets,
  octets: Octets,
  wanted?: KeyAlgorithm,
): Promise<boolean> {
  const key = await importPublicKey(publicKey);
  const algorithm = algorithmOf(key);
  if (wanted !== undefined && wanted !== algorithm) return false;
  try {
    const raw = algorithm === 'P-256' ? toRaw(signature) : signature;
    return await crypto.subtle.verify(webCryptoAlgorithms[algorithm], key, raw, octets);
  } catch (error) {
    // Some runtimes throw an OperationError for a signature of the wrong length.
    if (error instanceof IdCertError || (error as Error).name === 'OperationError') return false;
    throw error;
  }
}
