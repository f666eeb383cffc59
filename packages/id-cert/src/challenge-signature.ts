import { schemas } from '@p2core/types';
import { webCryptoAlgorithms } from './algorithms.js';
import type { CryptoKey } from './crypto-key.js';
import { toDer } from './ecdsa-signature.js';
import { algorithmOf } from './key-algorithm.js';
import { isSignatureBy } from './verify-signature.js';

type Octets = Uint8Array<ArrayBuffer>;

const { minLength, maxLength, pattern } = schemas.Challenge.properties.challenge;
const alphanumeric = new RegExp(pattern);

/**
 * Signs a server's challenge with a session's key (R37). ECDSA signatures are DER. The result still has to be written
 * in Base64.
 *
 * @throws {RangeError} where `challenge` is not 32 to 256 letters and digits: a key signs no other text, so that a
 *   signature proves a log-in and nothing else (R35)
 * @throws {TypeError} where the profile does not allow such a key
 */
export async function signChallenge(challenge: string, privateKey: CryptoKey): Promise<Octets> {
  const { length } = challenge;
  if (length < minLength || length > maxLength || !alphanumeric.test(challenge)) {
    throw new RangeError(`a challenge is ${minLength} to ${maxLength} letters and digits`);
  }
  const algorithm = algorithmOf(privateKey);
  const octets = new TextEncoder().encode(challenge);
  const signature = await crypto.subtle.sign(webCryptoAlgorithms[algorithm], privateKey, octets);
  return algorithm === 'P-256' ? toDer(new Uint8Array(signature)) : new Uint8Array(signature);
}

/**
 * Whether a signature of a challenge is by the key of an ID-Cert (R37).
 *
 * @param signature the signature's octets; DER for ECDSA
 * @param publicKey the `publicKey` of the ID-Cert, PEM
 * @throws {IdCertError} `malformed`, where the profile does not allow such a key
 */
export function isChallengeSignedBy(
  challenge: string,
  signature: Octets,
  publicKey: string,
): Promise<boolean> {
  return isSignatureBy(publicKey, signature, new TextEncoder().encode(challenge));
}
