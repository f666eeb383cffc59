import { tag as tags } from './tags.js';

type Octets = Uint8Array<ArrayBuffer>;

/** Writes one element of DER. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Octets {
  const content = concat(contents);
  return concat([Uint8Array.of(tag, ...lengthOf(content.length)), content]);
}

/** A SEQUENCE of elements. */
export const sequence = (...elements: readonly Uint8Array[]) => element(tags.sequence, ...elements);

/** A SET of one element; names need no other. */
export const setOfOne = (only: Uint8Array) => element(tags.set, only);

/** A BIT STRING of whole octets. */
export const bitString = (octets: Uint8Array) => element(tags.bitString, Uint8Array.of(0), octets);

/** A non-negative INTEGER of big-endian octets, in its shortest form. */
export function integer(octets: Uint8Array): Octets {
  const start = octets.findIndex((octet) => octet !== 0);
  const digits = start === -1 ? Uint8Array.of(0) : octets.subarray(start);
  const sign = (digits[0] as number) < 0x80 ? [] : [0];
  return element(tags.integer, Uint8Array.of(...sign), digits);
}

/** A string. The caller makes sure that its type allows the characters. */
export function string(tag: number, text: string): Octets {
  return element(tag, new TextEncoder().encode(text));
}

/** A Time of RFC 5280 section 4.1.2.5: UTCTime to 2049, GeneralizedTime from 2050. */
export function time(seconds: number): Octets {
  const digits = new Date(seconds * 1000).toISOString().replace(/\.\d+|[-:T]/g, '');
  return digits < '2050'
    ? string(tags.utcTime, digits.slice(2))
    : string(tags.generalizedTime, digits);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function concat(parts: readonly Uint8Array[]): Octets {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
