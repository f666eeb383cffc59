import { type KeyObject, sign } from 'node:crypto';
import { privateKey } from '../examples/keys.js';
import { publicKeys } from './public-keys.js';
import { homeKey } from './recipe.js';
import { publicKeyOf } from './sign.js';

/** Octets, or hex. */
export type Octets = Buffer | string;

const toOctets = (part: Octets) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part);

/** An element of DER with any content. */
export function tlv(tag: number, ...parts: readonly Octets[]): Buffer {
  const content = Buffer.concat(parts.map(toOctets));
  const { length } = content;
  const longer = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...(length < 0x80 ? [length] : longer)), content]);
}

/** Elements of DER by their types: SEQUENCE, SET, context tag, BIT STRING, strings. */
export const seq = (...parts: readonly Octets[]) => tlv(0x30, ...parts);
export const set = (...parts: readonly Octets[]) => tlv(0x31, ...parts);
export const tagged = (number: number, ...parts: readonly Octets[]) => tlv(0xa0 + number, ...parts);
export const bits = (octets: Octets, unused = '00') => tlv(0x03, unused, octets);
export const text = (tag: number, characters: string) => tlv(tag, Buffer.from(characters));
export const utf8 = (characters: string) => text(0x0c, characters);
export const ia5 = (characters: string) => text(0x16, characters);

/** Content of object identifiers, hex. */
export const oid = {
  cn: '550403',
  ou: '55040b',
  o: '55040a',
  uid: '0992268993f22c640101',
  dc: '0992268993f22c640119',
  sid: '0992268993f22c64012c',
  keyUsage: '551d0f',
  basicConstraints: '551d13',
  /** 1.3.6.1.4.1.99999.1 */
  unknown: '2b06010401868d1f01',
};

/** Parts of names: an attribute, a relative distinguished name, the names of a domain's components. */
export const attribute = (type: Octets, value: Buffer) => seq(tlv(6, type), value);
export const rdn = (type: Octets, value: Buffer) => set(attribute(type, value));
export const dcs = (domain: string) =>
  domain
    .split('.')
    .reverse()
    .map((label) => rdn(oid.dc, ia5(label)));

/** The parts of alice's subject, in the order that the reference server writes. */
export const subjectOf = (domain = 'home.example.com', more: readonly Buffer[] = []) =>
  seq(
    ...dcs(domain),
    rdn(oid.uid, utf8(`alice@${domain}`)),
    rdn(oid.cn, utf8('alice')),
    rdn(oid.sid, ia5('593b30d80c9843939331988281b46782')),
    ...more,
  );

export const extension = (type: Octets, value: Octets, critical: Octets = '0101ff') =>
  seq(tlv(6, type), critical, tlv(4, value));
export const unknown = (value: Octets) => extension(oid.unknown, value, '');
export const constraints = (value: Octets) => extension(oid.basicConstraints, value);
export const usage = (value: Octets) => extension(oid.keyUsage, value);
export const sign7 = usage('03020780');

export const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
export const algorithm = (type: Octets, parameters: Octets = '') => seq(tlv(6, type), parameters);
export const ed25519 = algorithm('2b6570');
export const utcTime = (digits: string) => text(0x17, digits);
export const generalizedTime = (digits: string) => text(0x18, digits);

/** The parts of a certificate. Defaults are those of a valid ID-Cert of alice. */
export interface Parts {
  readonly version?: Octets;
  readonly serial?: Octets;
  readonly inside?: Octets;
  readonly issuer?: Octets;
  readonly notBefore?: Octets;
  readonly notAfter?: Octets;
  readonly subject?: Octets;
  readonly key?: Octets;
  /** The octets after the key, extensions included. */
  readonly rest?: Octets;
  readonly beside?: Octets;
  readonly signature?: (signature: Buffer) => Buffer;
  /** Signs with another key than an Ed25519 one. */
  readonly sign?: (tbs: Buffer) => Buffer;
  /** The octets after the signature. */
  readonly behind?: Octets;
  /** The label of the Ed25519 key that signs. */
  readonly signer?: string;
}

export const extensions = (...listed: readonly Octets[]) => tagged(3, seq(...listed));

/** A certificate of these parts, signed even if they are invalid. */
export function assemble(parts: Parts): Buffer {
  const tbs = seq(
    parts.version ?? 'a003020102',
    parts.serial ?? '02021234',
    parts.inside ?? ed25519,
    parts.issuer ?? seq(...dcs('home.example.com')),
    seq(parts.notBefore ?? utcTime('210201000000Z'), parts.notAfter ?? utcTime('491231235959Z')),
    parts.subject ?? subjectOf(),
    parts.key ?? spki(publicKeys.ed25519),
    parts.rest ?? extensions(constraints('3000'), sign7),
  );
  const signature = parts.sign?.(tbs) ?? sign(null, tbs, privateKey(parts.signer ?? homeKey));
  const written = parts.signature?.(signature) ?? bits(signature);
  return seq(tbs, parts.beside ?? parts.inside ?? ed25519, written, parts.behind ?? '');
}

/** A root of home.example.com. */
export function assembleRoot(parts: Parts): Buffer {
  return assemble({
    serial: '020101',
    notBefore: utcTime('210101000000Z'),
    subject: seq(...dcs('home.example.com')),
    key: spki(publicKeyOf(homeKey)),
    rest: extensions(constraints('30060101ff020100'), usage('03020204')),
    ...parts,
  });
}

/** The parts of a request. Defaults are those of a valid ID-CSR of alice. */
export interface RequestParts {
  readonly version?: Octets;
  readonly subject?: Octets;
  readonly key?: Octets;
  readonly attributes?: Octets;
  readonly algorithm?: Octets;
  readonly signature?: (signature: Buffer) => Buffer;
  readonly signer?: string;
}

/** A request of these parts, signed even if they are invalid. */
export function assembleRequest(parts: RequestParts): Buffer {
  const info = seq(
    parts.version ?? '020100',
    parts.subject ?? subjectOf(),
    parts.key ?? spki(publicKeys.ed25519),
    parts.attributes ?? 'a000',
  );
  const signature = sign(null, info, privateKey(parts.signer ?? 'vectors, session'));
  return seq(info, parts.algorithm ?? ed25519, parts.signature?.(signature) ?? bits(signature));
}

/** The attribute of a request that requests extensions. */
export const asksFor = (...listed: readonly Octets[]) =>
  tagged(0, attribute('2a864886f70d01090e', set(seq(...listed))));
