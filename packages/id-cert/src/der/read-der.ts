import { strict } from '../errors.js';
import { checkContent } from './check-content.js';
import { tag as tags } from './tags.js';

/** One element of DER. Its encoding and that of all elements in it has been checked. */
export interface Element {
  /** The first identifier octet: class, form and, below 31, the number. */
  readonly tag: number;
  /** The whole element, header included. */
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Its elements, if it is constructed. */
  readonly children: readonly Element[];
}

/**
 * Reads octets that are exactly one element of DER (X.690 sections 10 and 11), and checks it down to its last element.
 *
 * @param rule the rule for the octets, such as "must be one certificate in DER"; the error's message is the rule and
 * the fault
 * @throws {IdCertError} `malformed`
 */
export function readDer(octets: Uint8Array<ArrayBuffer>, rule: string): Element {
  const element = readFirstDer(octets, rule);
  strict(element.octets.length === octets.length, rule, 'there are octets after it');
  return element;
}

/** Reads the element that octets begin with as `readDer` does; what follows it is ignored. */
export function readFirstDer(octets: Uint8Array<ArrayBuffer>, rule: string): Element {
  strict(octets.length > 0, rule, 'there is nothing');
  return readElement(octets, 0, octets.length, rule);
}

const constructedBit = 0x20;
const classBits = 0xc0;

/** The only universal types that are constructed in DER: EXTERNAL, EMBEDDED PDV, SEQUENCE, SET. */
const constructedTypes: readonly number[] = [0x08, 0x0b, 0x10, 0x11];

function readElement(
  octets: Uint8Array<ArrayBuffer>,
  start: number,
  end: number,
  rule: string,
): Element {
  const { tag, lengthAt } = readTag(octets, start, end, rule);
  const { length, contentAt } = readLength(octets, lengthAt, end, rule);
  const contentEnd = contentAt + length;
  strict(contentEnd <= end, rule, 'an element ends after the one that contains it');
  const content = octets.subarray(contentAt, contentEnd);
  const children: Element[] = [];
  if (tag & constructedBit) {
    for (let at = contentAt; at < contentEnd; ) {
      const child = readElement(octets, at, contentEnd, rule);
      children.push(child);
      at += child.octets.length;
    }
    if (tag === tags.set) checkOrder(children, rule);
  } else {
    checkContent(tag, content, rule);
  }
  return { tag, octets: octets.subarray(start, contentEnd), content, children };
}

function readTag(octets: Uint8Array, start: number, end: number, rule: string) {
  const first = octets[start] as number;
  const number = first & 0x1f;
  let at = start + 1;
  if (number === 0x1f) {
    const begin = octets[at] ?? 0;
    while (at < end && (octets[at] as number) >= 0x80) at++;
    strict(at < end, rule, 'a tag is cut off');
    strict(begin > 30 && begin !== 0x80, rule, 'a tag is not in its shortest form');
    at++;
  }
  if ((first & classBits) === 0) {
    const isConstructed = (first & constructedBit) !== 0;
    strict(number !== 0 && number !== 0x0f, rule, `${number} is the tag of no type`);
    strict(
      constructedTypes.includes(number) === isConstructed,
      rule,
      'a SEQUENCE or SET is constructed, every other element primitive',
    );
  }
  return { tag: first, lengthAt: at };
}

/** The most octets of a length: longer ones exceed every limit. */
const mostOctetsOfLength = 3;

function readLength(octets: Uint8Array, at: number, end: number, rule: string) {
  strict(at < end, rule, 'a length is missing');
  const first = octets[at] as number;
  if (first < 0x80) return { length: first, contentAt: at + 1 };
  const contentAt = at + 1 + (first & 0x7f);
  strict(first !== 0x80, rule, 'a length is indefinite');
  strict(
    contentAt <= end && contentAt - at - 1 <= mostOctetsOfLength,
    rule,
    'an element ends after the one that contains it',
  );
  const digits = octets.subarray(at + 1, contentAt);
  const length = digits.reduce((sum, octet) => sum * 256 + octet, 0);
  strict(length > 0x7f && digits[0] !== 0, rule, 'a length is not in its shortest form');
  return { length, contentAt };
}

/** Checks the order of a SET OF (X.690 section 11.6): ascending by the octets of its elements. */
export function checkOrder(elements: readonly Element[], rule: string): void {
  for (const [index, { octets }] of elements.entries()) {
    const before = elements[index - 1];
    strict(!before || compare(before.octets, octets) <= 0, rule, 'a set is not sorted');
  }
}

function compare(one: Uint8Array, other: Uint8Array): number {
  const index = one.findIndex((octet, at) => octet !== other[at]);
  return index === -1 ? -1 : (one[index] as number) - (other[index] ?? 0x100);
}
