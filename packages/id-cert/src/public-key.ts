import { webCryptoAlgorithms } from './algorithms.js';
import type { CryptoKey } from './crypto-key.js';
import { readDer } from './der/read-der.js';
import { readPem } from './pem.js';
import { readPublicKey } from './read/public-key.js';

/**
 * A public key of an ID-Cert, PEM, as a key of WebCrypto, to verify what an actor signed.
 *
 * @throws {IdCertError} `malformed`, where the profile does not have such a key
 * @example
 * const key = await importPublicKey(idCert.publicKey);
 * const isGenuine = await crypto.subtle.verify(key.algorithm, key, signature, message);
 */
export async function importPublicKey(pem: string): Promise<CryptoKey> {
  const spki = readPem(pem, 'PUBLIC KEY');
  const algorithm = readPublicKey(readDer(spki, 'the public key must be DER'));
  return crypto.subtle.importKey('spki', spki, webCryptoAlgorithms[algorithm], true, ['verify']);
}
