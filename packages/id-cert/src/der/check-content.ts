import { demand, strict } from '../errors.js';
import { tag as tags } from './tags.js';

/** The longest object identifier that is read, in octets. */
const mostOctetsOfOid = 128;

/** Checks the content of a primitive element against the rules of DER for its type. */
export function checkContent(tag: number, content: Uint8Array, rule: string): void {
  const [holds, fault] = contents[tag] ?? [];
  if (holds && fault) strict(holds(content), rule, fault);
  if (tag === tags.objectIdentifier) {
    demand(
      content.length <= mostOctetsOfOid,
      `no object identifier may have more than ${mostOctetsOfOid} octets`,
    );
  }
}

type Check = readonly [holds: (content: Uint8Array) => boolean, fault: string];

const integer: Check = [isShortestInteger, 'an INTEGER is not in its shortest form'];
const oid: Check = [isObjectIdentifier, 'an object identifier is not in its shortest form'];

/** The universal types that have rules of their own. Dates are checked where they are read. */
const contents: Record<number, Check> = {
  [tags.boolean]: [
    ({ length, 0: octet }) => length === 1 && (octet === 0 || octet === 0xff),
    'a BOOLEAN is neither 00 nor FF',
  ],
  [tags.integer]: integer,
  [tags.enumerated]: integer,
  [tags.bitString]: [isBitString, 'the unused bits of a BIT STRING are wrong'],
  [tags.null]: [({ length }) => length === 0, 'a NULL has content'],
  [tags.objectIdentifier]: oid,
  [tags.relativeOid]: oid,
  [tags.utf8String]: [isUtf8, 'a UTF8String is not UTF-8'],
  [tags.numericString]: characters(/^[0-9 ]*$/, 'NumericString'),
  [tags.printableString]: characters(/^[A-Za-z0-9 '()+,./:=?-]*$/, 'PrintableString'),
  [tags.teletexString]: [isAscii, 'a TeletexString has other characters than ASCII'],
  [tags.ia5String]: [isAscii, 'an IA5String has other characters'],
  [tags.visibleString]: characters(/^[ -~]*$/, 'VisibleString'),
  [tags.universalString]: [(content) => isUnicode(content, 4), 'a UniversalString is not UCS-4'],
  [tags.bmpString]: [(content) => isUnicode(content, 2), 'a BMPString is not UCS-2'],
};

function isShortestInteger({ length, 0: first = 0, 1: second = 0 }: Uint8Array): boolean {
  const isPadded = (first === 0 && second < 0x80) || (first === 0xff && second >= 0x80);
  return length === 1 || (length > 1 && !isPadded);
}

/** The unused bits of the last octet are zero; an empty string has none. */
export function isBitString(content: Uint8Array): boolean {
  const [unused = 8] = content;
  const last = content.length > 1 ? (content.at(-1) as number) : 0;
  return unused <= (content.length > 1 ? 7 : 0) && (last & ((1 << unused) - 1)) === 0;
}

/** No component begins with the padding octet 80, and the last one is complete. */
function isObjectIdentifier(content: Uint8Array): boolean {
  const begins = (at: number) => at === 0 || (content[at - 1] as number) < 0x80;
  return (
    content.length > 0 &&
    (content.at(-1) as number) < 0x80 &&
    content.every((octet, at) => octet !== 0x80 || !begins(at))
  );
}

function isUtf8(content: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

function isAscii(content: Uint8Array): boolean {
  return content.every((octet) => octet < 0x80);
}

function characters(pattern: RegExp, type: string): Check {
  const holds = (content: Uint8Array) =>
    isAscii(content) && pattern.test(new TextDecoder().decode(content));
  return [holds, `a ${type} has other characters`];
}

/** Whether these are code points of a fixed width; surrogates are not code points. */
function isUnicode(content: Uint8Array, width: 2 | 4): boolean {
  if (content.length % width !== 0) return false;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  for (let at = 0; at < content.length; at += width) {
    const point = width === 2 ? view.getUint16(at) : view.getUint32(at);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
  }
  return true;
}
