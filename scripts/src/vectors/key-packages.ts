import { parse } from 'yaml';
import { now } from '../examples/cast.js';
import { makeExamples } from '../examples/index.js';

interface Vector {
  value: string;
  /** The ID-Cert of the session that it is for, PEM. */
  id_cert: string;
  /** The time of its check, in seconds since the epoch. */
  at: number;
  valid: boolean;
  /** The error code with which a server refuses it. */
  error?: 'P2CORE_BAD_REQUEST' | 'P2CORE_KEY_PACKAGE_MISMATCH';
  reason: string;
}

type Refused = [reason: string, given: Partial<Omit<Vector, 'valid' | 'reason'>>];

const week = 7 * 24 * 60 * 60;

/** The test vectors of KeyPackages (R17, R34), as the text of the file by its path: the examples, and changed copies. */
export async function makeKeyPackageVectors(): Promise<Record<string, string>> {
  const examples = await makeExamples();
  const [phone, laptop] = parse(examples['key-packages.yaml'] ?? '').value as [string, string];
  const certificates = parse(examples['actor-id-certs.yaml'] ?? '').value.idcerts as string[];
  const [ofPhone = '', ofLaptop = ''] = certificates;
  const right = { value: phone, id_cert: ofPhone, at: now };
  const valid: Vector[] = [
    { ...right, valid: true, reason: 'of one session' },
    { ...right, value: laptop, id_cert: ofLaptop, valid: true, reason: 'of another session' },
  ];
  const refused: Refused[] = [
    ...writtenWrong(phone),
    ...changed(Buffer.from(phone, 'base64')),
    ['run out', { at: now + 5 * week }],
    [
      "of another session's certificate",
      { id_cert: ofLaptop, error: 'P2CORE_KEY_PACKAGE_MISMATCH' },
    ],
  ];
  const invalid = refused.map(([reason, given]) => ({
    ...right,
    valid: false,
    error: 'P2CORE_BAD_REQUEST',
    ...given,
    reason,
  }));
  const lines = [...valid, ...invalid].map((vector) => `${JSON.stringify(vector)}\n`);
  return { 'openapi/vectors/key-packages/index.jsonl': lines.join('') };
}

function writtenWrong(value: string): Refused[] {
  return [
    ['empty', { value: '' }],
    ['the alphabet of URLs', { value: Buffer.from(value, 'base64').toString('base64url') }],
    ['a line feed behind it', { value: `${value}\n` }],
    ['white space inside', { value: `${value.slice(0, 4)} ${value.slice(4)}` }],
    ['hexadecimal digits', { value: Buffer.from(value, 'base64').toString('hex').slice(0, -1) }],
  ];
}

function changed(octets: Buffer): Refused[] {
  const last = octets.length - 1;
  const written: [string, Buffer][] = [
    ['one octet more', Buffer.concat([octets, Buffer.of(0)])],
    ['the last octet cut off', octets.subarray(0, last)],
    ['another version of MLS', withOctet(octets, 1, 2)],
    ['a cipher suite of another kind of key', withOctet(octets, 3, 2)],
    ['a cipher suite that nobody knows', withOctet(octets, 3, 0xff)],
    ['another init_key than the one that was signed', withOctet(octets, 5, octets[5] ?? 0)],
    ['a changed signature', withOctet(octets, last, octets[last] ?? 0)],
  ];
  return written.map(([reason, content]) => [reason, { value: content.toString('base64') }]);
}

/** Replaces an octet by this one, or by its own complement if the two are equal. */
function withOctet(octets: Buffer, place: number, octet: number): Buffer {
  const copy = Buffer.from(octets);
  copy[place] = octet === octets[place] ? octet ^ 0xff : octet;
  return copy;
}
