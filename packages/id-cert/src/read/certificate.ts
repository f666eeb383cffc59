import type { KeyAlgorithm } from '../algorithms.js';
import { isBitString } from '../der/check-content.js';
import { sameOctets, toHex } from '../der/octets.js';
import { type Element, readDer } from '../der/read-der.js';
import { contextTag, tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';
import { readPem, writePem } from '../pem.js';
import { type Extension, readExtensions } from './extensions.js';
import { Fields } from './fields.js';
import { type DistinguishedName, readName } from './name.js';
import { readPublicKey } from './public-key.js';
import { readSignatureAlgorithm, readSignatureValue } from './signature-algorithm.js';
import { readTime } from './time.js';

/** The public fields of a certificate that was read. */
export interface CertificateFields {
  /** The certificate as `openssl` writes it. */
  readonly pem: string;
  /** Lower-case hex, without a sign octet. */
  readonly serialNumber: string;
  readonly issuer: DistinguishedName;
  /** Seconds since the epoch; the certificate is valid from this second on … */
  readonly notBefore: number;
  /** … up to and including this one. */
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
}

/** A certificate that keeps the rules for both kinds, with the parts that the caller still checks. */
interface Certificate extends CertificateFields {
  readonly subject: DistinguishedName;
  readonly extensions: readonly Extension[];
}

/** The octets of a signed structure, its signature and the signature's algorithm. */
export interface Signed {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly algorithm: KeyAlgorithm;
}

const rule = 'must be exactly one X.509 certificate in DER, without trailing data';
const v3 = 2;
const mostOctetsOfSerialNumber = 20;

/**
 * Reads a PEM certificate and checks the rules for every ID-Cert, a home server's or an actor's (RFC 5280 section 4.1).
 *
 * @throws {IdCertError} `malformed`
 */
export function readCertificate(pem: string): Certificate {
  const der = readPem(pem, 'CERTIFICATE');
  const { tbs, algorithm } = readParts(der);
  const fields = new Fields(tbs, rule);
  const version = fields.takeIf(contextTag(0));
  const serialNumber = fields.take(tags.integer);
  const signature = fields.take(tags.sequence);
  const issuer = fields.take(tags.sequence);
  const validity = fields.take(tags.sequence);
  const subject = fields.take(tags.sequence);
  const publicKey = fields.take(tags.sequence);
  for (const number of [1, 2]) {
    const uniqueId = fields.takeIf(contextTag(number, 'primitive'));
    strict(!uniqueId || isBitString(uniqueId.content), rule, 'a unique ID is no BIT STRING');
  }
  const extensions = fields.takeIf(contextTag(3));
  fields.end();

  demand(readVersion(version) === v3, 'the version must be v3');
  demand(
    sameOctets(signature.octets, algorithm.octets),
    'both signature algorithms must be the same',
  );
  readSignatureAlgorithm(algorithm);
  const times = readValidity(validity);
  readPublicKey(publicKey);
  return {
    pem: writePem('CERTIFICATE', der),
    serialNumber: readSerialNumber(serialNumber),
    issuer: readName(issuer, 'issuer'),
    subject: readName(subject, 'subject'),
    ...times,
    publicKey: writePem('PUBLIC KEY', publicKey.octets),
    extensions: extensions ? readExtensions(onlyChild(extensions), rule) : [],
  };
}

/** The signed octets of a PEM certificate and its signature. */
export function readSigned(pem: string): Signed {
  const { tbs, algorithm, signature } = readParts(readPem(pem, 'CERTIFICATE'));
  return {
    octets: tbs.octets,
    algorithm: readSignatureAlgorithm(algorithm),
    signature: readSignatureValue(signature),
  };
}

function readParts(der: Uint8Array<ArrayBuffer>) {
  const fields = new Fields(readDer(der, rule), rule);
  const parts = {
    tbs: fields.take(tags.sequence),
    algorithm: fields.take(tags.sequence),
    signature: fields.take(tags.bitString),
  };
  fields.end();
  readSignatureValue(parts.signature);
  return parts;
}

function onlyChild({ children }: Element): Element {
  const [child, ...more] = children;
  strict(
    child !== undefined && more.length === 0,
    rule,
    'an explicit tag does not contain exactly one element',
  );
  return child;
}

function readVersion(version: Element | undefined): number | undefined {
  const { tag, content } = version ? onlyChild(version) : {};
  strict(version === undefined || tag === tags.integer, rule, 'the version is no INTEGER');
  return content?.length === 1 ? content[0] : undefined;
}

function readSerialNumber({ content }: Element): string {
  const isPositive = (content[0] as number) < 0x80 && content.some((octet) => octet !== 0);
  demand(isPositive, 'the serial number must be positive');
  demand(
    content.length <= mostOctetsOfSerialNumber,
    `the serial number must have at most ${mostOctetsOfSerialNumber} octets`,
  );
  return toHex(content).replace(/^00/, '');
}

function readValidity(element: Element) {
  const fields = new Fields(element, rule);
  const [notBefore, notAfter] = [fields.take(), fields.take()];
  fields.end();
  const times = {
    notBefore: readTime(notBefore, 'notBefore'),
    notAfter: readTime(notAfter, 'notAfter'),
  };
  demand(times.notBefore <= times.notAfter, 'notBefore must not be after notAfter');
  return times;
}
