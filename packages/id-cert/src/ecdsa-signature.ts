import { readDer } from './der/read-der.js';
import { tag as tags } from './der/tags.js';
import { integer, sequence } from './der/write-der.js';
import { demand } from './errors.js';
import { Fields } from './read/fields.js';

/** The length of each number of a P-256 signature, in octets. */
const size = 32;

/**
 * Converts an ECDSA signature from X.509's form, a SEQUENCE of two INTEGERs, to WebCrypto's, two numbers of 32 octets.
 */
export function toRaw(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const rule = 'an ECDSA signature must be two INTEGERs';
  const fields = new Fields(readDer(der, rule), rule);
  const numbers = [fields.take(tags.integer), fields.take(tags.integer)];
  fields.end();
  const raw = new Uint8Array(2 * size);
  for (const [index, { content }] of numbers.entries()) {
    const digits = content[0] === 0 ? content.subarray(1) : content;
    demand((content[0] as number) < 0x80 && digits.length <= size, rule);
    raw.set(digits, (index + 1) * size - digits.length);
  }
  return raw;
}

/** Converts an ECDSA signature from WebCrypto's form to X.509's. */
export function toDer(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  return sequence(integer(raw.subarray(0, size)), integer(raw.subarray(size)));
}
