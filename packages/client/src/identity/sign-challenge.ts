import { schemas } from '@p2core/types';
import { signingAlgorithm } from './signing-algorithm.js';

const { pattern, minLength, maxLength } = schemas.Challenge.properties.challenge;

/**
 * Signs a challenge string with the session's private identity key. Signs nothing else, so that a server cannot obtain
 * a signature on a certificate, for example.
 *
 * @param challenge `answer.body.challenge` of `getChallenge`
 * @returns the signature's octets; 64 for Ed25519
 * @throws {TypeError} where `challenge` is not a challenge string
 * @example
 * const signature = await signChallenge(answer.body.challenge, keys.privateKey);
 */
export async function signChallenge(
  challenge: string,
  privateKey: CryptoKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const isLong = challenge.length >= minLength && challenge.length <= maxLength;
  if (!isLong || !new RegExp(pattern).test(challenge)) {
    throw new TypeError(
      `a challenge string is alphanumeric and has ${minLength} to ${maxLength} characters`,
    );
  }
  const octets = new TextEncoder().encode(challenge);
  return new Uint8Array(await crypto.subtle.sign(signingAlgorithm(privateKey), privateKey, octets));
}
