import { webCryptoAlgorithms } from './algorithms.js';
import { toRaw } from './ecdsa-signature.js';
import { IdCertError } from './id-cert-error.js';
import { importPublicKey } from './public-key.js';
import type { Signed } from './read/certificate.js';

/** Whether `publicKey` (PEM) verifies a signature, by the algorithm that the signature names. */
export async function isSignedBy(
  { octets, signature, algorithm }: Signed,
  publicKey: string,
): Promise<boolean> {
  const key = await importPublicKey(publicKey);
  const named = webCryptoAlgorithms[algorithm];
  if (key.algorithm.name !== named.name) return false;
  const raw = algorithm === 'P-256' ? readRaw(signature) : signature;
  return raw !== undefined && crypto.subtle.verify(named, key, raw, octets);
}

function readRaw(signature: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  try {
    return toRaw(signature);
  } catch (error) {
    if (error instanceof IdCertError) return undefined;
    throw error;
  }
}
