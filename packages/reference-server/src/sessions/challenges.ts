import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { domainDigest, fromBase62, toBase62 } from '@p2core/id-cert';
import { now } from '../clock/clock.js';

/** A challenge and when it runs out, in seconds since the epoch. */
export interface Challenge {
  readonly challenge: string;
  readonly expires: number;
}

/** The content of a genuine challenge. */
interface ReadChallenge {
  /** Unique; lower-case hex. */
  readonly nonce: string;
  /** Seconds since the epoch. */
  readonly expires: number;
}

const lifetimeInSeconds = 300;

/** The longest life of a challenge (R36). A clock that was ahead makes longer ones. */
const longestLifetime = 600;

const nonceOctets = 25;
const expiryOctets = 6;
const macOctets = 32;
const contentOctets = nonceOctets + expiryOctets;
const sealedOctets = contentOctets + macOctets;

/** The digits to the base 62 that `sealedOctets` need (R35). */
const sealedDigits = 85;

/**
 * Makes challenges and recognises them without keeping them (R36): the digest of the server's domain (R35), then nonce,
 * expiry and a MAC over all before it, as one number. Every process with the same sealing key accepts them.
 */
export class Challenges {
  readonly #digest: string;
  readonly #key: Buffer;

  private constructor(digest: string, sealingKey: Uint8Array) {
    this.#digest = digest;
    this.#key = Buffer.from(hkdfSync('sha256', sealingKey, '', 'p2core challenges', macOctets));
  }

  static async of(domain: string, sealingKey: Uint8Array): Promise<Challenges> {
    return new Challenges(await domainDigest(domain), sealingKey);
  }

  create(): Challenge {
    const expires = now() + lifetimeInSeconds;
    const content = Buffer.alloc(contentOctets);
    randomBytes(nonceOctets).copy(content);
    content.writeUIntBE(expires, nonceOctets, expiryOctets);
    const sealed = Buffer.concat([content, this.#mac(content)]);
    return { challenge: this.#digest + toBase62(sealed, sealedDigits), expires };
  }

  /** Reads a challenge; undefined where this server did not make it, or it has run out. It may have been used. */
  read(challenge: string): ReadChallenge | undefined {
    const digits = challenge.slice(this.#digest.length);
    if (!challenge.startsWith(this.#digest) || digits.length !== sealedDigits) return undefined;
    const sealed = fromBase62(digits, sealedOctets);
    if (sealed === undefined) return undefined;
    const content = Buffer.from(sealed.subarray(0, contentOctets));
    if (!timingSafeEqual(this.#mac(content), sealed.subarray(contentOctets))) return undefined;
    const expires = content.readUIntBE(nonceOctets, expiryOctets);
    const time = now();
    if (expires < time || expires > time + longestLifetime) return undefined;
    return { nonce: content.toString('hex', 0, nonceOctets), expires };
  }

  #mac(content: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(this.#digest).update(content).digest();
  }
}
