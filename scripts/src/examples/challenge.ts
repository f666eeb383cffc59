import { createHash } from 'node:crypto';
import { home, now } from './cast.js';
import { domainDigest } from './domain-digest.js';

const LENGTH_OF_THE_REST = 85;
const FIVE_MINUTES = 300;

/**
 * A challenge of home.example.com, and its expiry. After the digest of the domain (R35) come letters and digits from a
 * hash's Base64.
 */
export function makeChallenge(): { challenge: string; expires: number } {
  const letters = ['first', 'second']
    .map((half) =>
      createHash('sha512').update(`p2core example: challenge, ${half} half`).digest('base64'),
    )
    .join('')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, LENGTH_OF_THE_REST);
  return { challenge: domainDigest(home.domain) + letters, expires: now + FIVE_MINUTES };
}
