import { type KeyAlgorithm, webCryptoAlgorithms } from './algorithms.js';
import type { CryptoKey } from './crypto-key.js';

/** The parameters by which the profile's key algorithms differ. */
interface KeyParameters {
  readonly name: string;
  readonly namedCurve?: string;
  readonly hash?: { readonly name: string };
}

/**
 * The algorithm of a WebCrypto key.
 *
 * @throws {TypeError} where the profile does not allow such a key
 */
export function algorithmOf({ algorithm }: CryptoKey): KeyAlgorithm {
  const { name, namedCurve, hash } = algorithm as KeyParameters;
  const found = (Object.keys(webCryptoAlgorithms) as KeyAlgorithm[]).find((key) => {
    const own = webCryptoAlgorithms[key];
    return (
      own.name === name &&
      own.namedCurve === namedCurve &&
      (hash === undefined || own.hash === hash.name)
    );
  });
  if (found === undefined) {
    throw new TypeError('the key must be Ed25519, P-256 or RSASSA-PKCS1-v1_5 with SHA-256');
  }
  return found;
}
