import { createHash, type KeyObject } from 'node:crypto';
import { signOctets } from '../certificates/sign.js';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The number of characters of a challenge's digest (R35). */
export const digestLength = 43;

/** The first characters of each challenge of a domain (R35): SHA-256 of it as a number of base 62. */
export function domainDigest(domain: string): string {
  let number = BigInt(`0x${createHash('sha256').update(domain.toLowerCase()).digest('hex')}`);
  let text = '';
  while (text.length < digestLength) {
    text = (digits[Number(number % 62n)] ?? '') + text;
    number /= 62n;
  }
  return text;
}

/** Signs a challenge by R37, and writes the signature in standard Base64. */
export function signChallenge(challenge: string, key: KeyObject): string {
  return signOctets(Buffer.from(challenge, 'ascii'), key).toString('base64');
}
