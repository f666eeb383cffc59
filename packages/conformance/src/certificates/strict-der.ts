import { isUtf8 } from 'node:buffer';
import { demand } from './certificate-error.js';

const mostOctetsOfOid = 128;
const mostOctetsOfComponent = 7;

/**
 * Demands that octets are DER (X.690 sections 10 and 11) down to the last element: one element, nothing after it,
 * shortest lengths and numbers, sorted sets, strings with the characters of their type.
 *
 * @throws {CertificateError} with the rule
 */
export function demandDer(octets: Buffer, rule: string): void {
  demand(elementEnd(octets, 0, rule) === octets.length, rule);
}

/** Checks the element at `start`; returns its end. */
function elementEnd(octets: Buffer, start: number, rule: string): number {
  const at = tagEnd(octets, start, rule);
  const { begin, end } = contentOf(octets, at, rule);
  const identifier = octets[start] ?? 0;
  const content = octets.subarray(begin, end);
  if ((identifier & 0x20) === 0) {
    demandPrimitive(identifier, content, rule);
    return end;
  }
  const parts: Buffer[] = [];
  for (let next = begin; next < end; ) {
    const partEnd = elementEnd(octets.subarray(0, end), next, rule);
    parts.push(octets.subarray(next, partEnd));
    next = partEnd;
  }
  const isSet = identifier === 0x31;
  demand(!isSet || parts.every((part, i) => i === 0 || !isBefore(part, parts[i - 1])), rule);
  return end;
}

const universalString = 0x1c;
/** The implicit tags of issuerUniqueID and subjectUniqueID, which are BIT STRINGs. */
const uniqueIds = [0x81, 0x82];

/**
 * A copy of a certificate in valid DER that the library can write again. Each octet of a long object identifier is a
 * component of its own: the library cannot write components of more than 7 octets, such as those of UUIDs. Unique IDs
 * have no unused bits, which the library forgets. Each character of a UniversalString is NUL: the library knows those of
 * 16 bits alone.
 *
 * @throws {CertificateError} with the rule where a unique ID is no BIT STRING
 */
export function asTheLibraryWrites(octets: Buffer, rule: string): Buffer {
  const copy = Buffer.from(octets);
  adapt(copy, rule);
  return copy;
}

function adapt(octets: Buffer, rule: string): void {
  for (let at = 0; at < octets.length; ) {
    const identifier = octets[at] ?? 0;
    const { begin, end } = contentOf(octets, tagEnd(octets, at, ''), '');
    const content = octets.subarray(begin, end);
    if (identifier & 0x20) adapt(content, rule);
    else if (identifier === 0x06 && content.length > mostOctetsOfComponent) {
      for (const [index, octet] of content.entries()) content[index] = octet & 0x7f;
    } else if (uniqueIds.includes(identifier)) {
      demand(bits(content), rule);
      content[0] = 0;
    } else if (identifier === universalString) {
      content.fill(0);
    }
    at = end;
  }
}

function isBefore(part: Buffer, other: Buffer | undefined): boolean {
  return other !== undefined && Buffer.compare(part, other) < 0;
}

function tagEnd(octets: Buffer, start: number, rule: string): number {
  demand(start < octets.length, rule);
  const identifier = octets[start] ?? 0;
  const [kind, form, number] = [identifier >> 6, identifier & 0x20, identifier & 0x1f];
  if (kind === 0) {
    const isConstructed = [8, 11, 16, 17].includes(number);
    demand(number !== 0 && number !== 15 && isConstructed === form > 0, rule);
  }
  if (number !== 31) return start + 1;
  let end = start + 1;
  while ((octets[end] ?? 0) & 0x80) end++;
  const first = octets[start + 1] ?? 0;
  demand(end < octets.length && first !== 0x80 && (end > start + 1 || first > 30), rule);
  return end + 1;
}

function contentOf(octets: Buffer, at: number, rule: string): { begin: number; end: number } {
  demand(at < octets.length, rule);
  const first = octets[at] ?? 0;
  const count = first < 0x80 ? 0 : first - 0x80;
  demand(first !== 0x80 && count <= 4 && at + count < octets.length + 1, rule);
  const begin = at + 1 + count;
  demand(begin <= octets.length, rule);
  const length = count === 0 ? first : octets.readUIntBE(at + 1, count);
  demand(count === 0 || (length >= 0x80 && octets[at + 1] !== 0), rule);
  demand(begin + length <= octets.length, rule);
  return { begin, end: begin + length };
}

function demandPrimitive(identifier: number, content: Buffer, rule: string): void {
  const isOid = identifier === 0x06;
  const oidRule = `no object identifier may have more than ${mostOctetsOfOid} octets`;
  demand(!isOid || content.length <= mostOctetsOfOid, oidRule);
  const holds = primitives[identifier];
  demand(holds === undefined || holds(content), rule);
}

const ascii = (pattern: RegExp) => (content: Buffer) =>
  content.every((octet) => octet < 0x80) && pattern.test(content.toString('latin1'));
const shortest = (content: Buffer) =>
  content.length === 1 || (content.length > 1 && ![0, -1].includes(content.readInt16BE(0) >> 7));
const bits = (content: Buffer) => {
  const [unused = 8] = content;
  const spare = content.length > 1 ? (content.at(-1) ?? 0) % 2 ** unused : 0;
  return unused < (content.length > 1 ? 8 : 1) && spare === 0;
};
const oid = (content: Buffer) =>
  (content.at(-1) ?? 0xff) < 0x80 &&
  content.every((octet, i) => octet !== 0x80 || (content[i - 1] ?? 0) >= 0x80);
const isUcs = (width: 2 | 4) => (content: Buffer) => {
  const points = Array.from({ length: Math.floor(content.length / width) }, (_, i) =>
    content.readUIntBE(i * width, width),
  );
  const isCharacter = (point: number) => point < 0xd800 || (point > 0xdfff && point < 0x110000);
  return content.length % width === 0 && points.every(isCharacter);
};

/** By the identifier octet of the universal type. */
const primitives: Record<number, (content: Buffer) => boolean> = {
  1: (content) => ['00', 'ff'].includes(content.toString('hex')),
  2: shortest,
  3: bits,
  5: ({ length }) => length === 0,
  6: oid,
  10: shortest,
  12: isUtf8,
  13: oid,
  18: ascii(/^[0-9 ]*$/),
  19: ascii(/^[A-Za-z0-9 '()+,./:=?-]*$/),
  20: ascii(/^/),
  22: ascii(/^/),
  26: ascii(/^[ -~]*$/),
  28: isUcs(4),
  30: isUcs(2),
};
