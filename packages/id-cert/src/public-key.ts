import { webCryptoAlgorithms } from './algorithms.js';
import type { CryptoKey } from './crypto-key.js';
import { readDer } from './der/read-der.js';
import { IdCertError } from './errors.js';
import { readPem } from './pem.js';
import { readPublicKey } from './read/public-key.js';

/**
 * Imports a public key of an ID-Cert (PEM) into WebCrypto, to verify signatures of its actor.
 *
 * @throws {IdCertError} `malformed`, where the profile does not allow such a key, or the runtime's WebCrypto refuses it
 * @example
 * const key = await importPublicKey(idCert.publicKey);
 * const isGenuine = await crypto.subtle.verify(key.algorithm, key, signature, message);
 */
export async function importPublicKey(pem: string): Promise<CryptoKey> {
  const spki = readPem(pem, 'PUBLIC KEY');
  const algorithm = readPublicKey(readDer(spki, 'the public key must be DER'));
  try {
    return await crypto.subtle.importKey('spki', spki, webCryptoAlgorithms[algorithm], true, [
      'verify',
    ]);
  } catch (cause) {
    // Cloudflare's Workers take no RSA exponents but 3 and 65537.
    if ((cause as Error).name !== 'OperationError') throw cause;
    throw new IdCertError('malformed', 'the public key must be one that this runtime can use', {
      cause,
    });
  }
}
