import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Makes an access token: 256 random bits in the alphabet of a bearer token (RFC 6750). */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The SHA-256 of a token in hex, which is stored in its place. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares two hashes of tokens in constant time. */
export function sameHash(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

/** The token of a request. It does not show itself in a log. */
export class PresentedToken {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  /** What is stored in its place. */
  get hash(): string {
    return hashToken(this.#token);
  }

  /** Derives a key of 32 octets for one purpose from the token (HKDF, RFC 5869). */
  deriveKey(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#token, '', purpose, 32));
  }
}
