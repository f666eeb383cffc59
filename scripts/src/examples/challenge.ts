import { createHash } from 'node:crypto';
import { now } from './cast.js';

const LENGTH = 64;
const FIVE_MINUTES = 300;

/** A challenge of 64 letters and digits, taken from a hash's Base64, and its expiry. */
export function makeChallenge(): { challenge: string; expires: number } {
  const challenge = createHash('sha512')
    .update('p2core example: challenge')
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, LENGTH);
  return { challenge, expires: now + FIVE_MINUTES };
}
