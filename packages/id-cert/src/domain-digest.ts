import { toBase62 } from './base62.js';
import { parseDomain } from './fid.js';

/** The number of characters of a domain's digest, with which a challenge begins (R35). */
export const domainDigestLength = 43;

/**
 * The characters with which the challenges of a server begin (R35): the SHA-256 of its domain in lower case, as a number
 * of 43 digits to the base 62, with the digits `0-9A-Za-z`, the most significant first.
 *
 * @param domain without a port, in any case; a final dot is ignored
 * @throws {FidError} where `domain` could not be the domain of a Federation ID
 * @example
 * const isForThisServer = challenge.startsWith(await domainDigest('home.example.com'));
 */
export async function domainDigest(domain: string): Promise<string> {
  const name = new TextEncoder().encode(parseDomain(domain.replace(/\.$/, '')));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', name));
  return toBase62(hash, domainDigestLength);
}
