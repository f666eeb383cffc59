import { webCryptoAlgorithms } from './algorithms.js';
import type { CryptoKey } from './crypto-key.js';
import { readDer } from './der/read-der.js';
import { readPem } from './pem.js';
import { readPublicKey } from './read/public-key.js';

/**
 * Imports a public key of an ID-Cert (PEM) into WebCrypto, to verify signatures of its actor.
 *
 * @throws {IdCertError} `malformed`, where the profile does not allow such a key
 * @example
 * const key = await importPublicKey(idCert.publicKey);
 * const isGenuine = await crypto.subtle.verify(key.algorithm, key, signature, message);
 */
export async function importPublicKey(pem: string): Promise<CryptoKey> {
  const spki = readPem(pem, 'PUBLIC KEY');
  const algorithm = readPublicKey(readDer(spki, 'the public key must be DER'));
  return crypto.subtle.importKey('spki', spki, webCryptoAlgorithms[algorithm], true, ['verify']);
}
