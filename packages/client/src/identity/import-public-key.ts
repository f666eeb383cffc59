import { PublicKey } from './x509.js';

/**
 * A public key, PEM, as a key of WebCrypto, to verify what an actor signed.
 *
 * @example
 * const key = await importPublicKey(idCert.publicKey);
 * const isGenuine = await crypto.subtle.verify(key.algorithm, key, signature, message);
 */
export function importPublicKey(pem: string): Promise<CryptoKey> {
  return new PublicKey(pem).export();
}
