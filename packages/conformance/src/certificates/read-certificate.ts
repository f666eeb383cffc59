import { type KeyObject, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate as AsnCertificate,
  BasicConstraints,
  type Extension,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  type Name,
  type TBSCertificate,
} from '@peculiar/asn1-x509';
import { demandPublicKey, demandSignatureAlgorithms } from './algorithms.js';
import { demand, readable } from './certificate-error.js';
import { demandName } from './name.js';
import { readPem } from './pem.js';
import { asTheLibraryWrites, demandDer } from './strict-der.js';
import { readValidity } from './validity.js';

/** A certificate that keeps the rules of both kinds of ID-Cert (RFC 5280 section 4.1). Times are seconds since the epoch. */
export interface Certificate {
  readonly der: Buffer;
  /** Lower-case hex, without a sign octet. */
  readonly serialNumber: string;
  readonly issuer: Name;
  readonly subject: Name;
  /** Both ends belong to the validity. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: KeyObject;
  readonly isCa: boolean;
  readonly pathLength: number | undefined;
  /** Bits of `KeyUsageFlags`; none where there is no keyUsage. */
  readonly keyUsage: number;
  /** Whether this key verifies the signature. */
  isSignedBy(key: KeyObject): boolean;
}

const derRule = 'must be exactly one X.509 certificate in DER, without trailing data';
const v3 = 2;
const mostOctets = 8192;
const mostExtensions = 16;
const mostOctetsOfSerialNumber = 20;

/** The certificates that were read last, by PEM: hundreds of cases read the same few. */
const known = new Map<string, Certificate>();
const mostKnown = 1000;

/**
 * Reads a PEM of one certificate, and checks the rules for every ID-Cert.
 *
 * @throws {CertificateError} with the rule that is broken
 */
export function readCertificate(pem: string): Certificate {
  const certificate = known.get(pem) ?? readAnew(pem);
  if (known.size >= mostKnown) known.clear();
  known.set(pem, certificate);
  return certificate;
}

function readAnew(pem: string): Certificate {
  const der = readPem('CERTIFICATE', pem);
  const { tbs, signatureAlgorithm, node } = parse(der);
  demand(tbs.version === v3, 'the version must be v3');
  demandSignatureAlgorithms(tbs.signature, signatureAlgorithm);
  const validity = readValidity(tbs.validity);
  const extensions = readExtensions(tbs);
  demandName('issuer', tbs.issuer);
  demandName('subject', tbs.subject);
  return {
    der,
    serialNumber: readSerialNumber(tbs),
    issuer: tbs.issuer,
    subject: tbs.subject,
    ...validity,
    publicKey: demandPublicKey(tbs.subjectPublicKeyInfo, () => node.publicKey),
    ...extensions,
    isSignedBy: (key) => node.verify(key),
  };
}

function parse(der: Buffer) {
  demand(der.length <= mostOctets, `must have at most ${mostOctets} octets`);
  return readable(() => {
    demandDer(der, derRule);
    demandNothingElse(asTheLibraryWrites(der, derRule));
    const { tbsCertificate: tbs, signatureAlgorithm } = AsnConvert.parse(der, AsnCertificate);
    return { tbs, signatureAlgorithm, node: new X509Certificate(der) };
  }, derRule);
}

/** Encoding the parsed values again must give the same octets: no encoded default, no additional element. */
function demandNothingElse(der: Buffer): void {
  const { tbsCertificate, signatureAlgorithm, signatureValue } = AsnConvert.parse(
    der,
    AsnCertificate,
  );
  const again = new AsnCertificate({ tbsCertificate, signatureAlgorithm, signatureValue });
  demand(Buffer.from(AsnConvert.serialize(again)).equals(der), derRule);
}

function readSerialNumber({ serialNumber }: TBSCertificate): string {
  const octets = Buffer.from(serialNumber);
  const isPositive = (octets[0] ?? 0) < 0x80 && octets.some((octet) => octet !== 0);
  demand(isPositive, 'the serial number must be positive');
  const rule = `the serial number must have at most ${mostOctetsOfSerialNumber} octets`;
  demand(octets.length <= mostOctetsOfSerialNumber, rule);
  return octets.toString('hex').replace(/^00/, '');
}

function readExtensions({ extensions: listed }: Partial<TBSCertificate>) {
  const extensions: readonly Extension[] = listed ?? [];
  const types = extensions.map(({ extnID }) => extnID);
  demand(new Set(types).size === types.length, 'no extension may occur twice');
  demand(extensions.length <= mostExtensions, `there must be at most ${mostExtensions} extensions`);
  for (const { extnID, critical, extnValue } of extensions) {
    const label = understood[extnID];
    const name = label ?? `the extension ${extnID}`;
    demandDer(Buffer.from(extnValue.buffer), `${name} must be well-formed`);
    demand(label === undefined || critical, `${label} must be critical`);
    const rule = `the extension ${extnID} must not be critical, as it is not known here`;
    demand(label !== undefined || !critical, rule);
  }
  const constraints = contentOf(extensions, id_ce_basicConstraints, BasicConstraints);
  const keyUsage = contentOf(extensions, id_ce_keyUsage, KeyUsage);
  const isCa = constraints?.cA ?? false;
  const pathLength = constraints?.pathLenConstraint;
  demand(
    pathLength === undefined || (isCa && pathLength >= 0),
    'basicConstraints must be well-formed',
  );
  const uses = knownUses(keyUsage);
  demand(!endsInZeros(keyUsage), 'keyUsage must be well-formed');
  demand(
    hasUse(uses, 'keyAgreement') || !(hasUse(uses, 'encipherOnly') || hasUse(uses, 'decipherOnly')),
    'keyUsage must be well-formed',
  );
  return { isCa, pathLength, keyUsage: uses };
}

/** The extensions that this reader knows. A certificate with another critical one is refused (RFC 5280 section 4.2). */
const understood: Record<string, string> = {
  [id_ce_keyUsage]: 'keyUsage',
  [id_ce_basicConstraints]: 'basicConstraints',
};

function contentOf<T>(
  extensions: readonly Extension[],
  type: string,
  Content: new () => T,
): T | undefined {
  const extension = extensions.find(({ extnID }) => extnID === type);
  if (extension === undefined) return undefined;
  const rule = `${understood[type]} must be well-formed`;
  return readable(() => {
    const given = extension.extnValue.buffer;
    const content = AsnConvert.parse(given, Content);
    demand(Buffer.from(AsnConvert.serialize(content)).equals(Buffer.from(given)), rule);
    return content;
  }, rule);
}

/** The first bits as a number; the library's reading of more than 31 is wrong. */
function knownUses(bits: KeyUsage | undefined): number {
  const octets = Buffer.from(bits?.value ?? new ArrayBuffer(0)).subarray(0, 2);
  return new KeyUsage(new Uint8Array(octets)).toNumber();
}

/** A list of named bits has no trailing zero bits (X.690 section 11.2.2). */
function endsInZeros(bits: KeyUsage | undefined): boolean {
  const last = new Uint8Array(bits?.value ?? new ArrayBuffer(0)).at(-1);
  return last !== undefined && ((last >> (bits?.unusedBits ?? 0)) & 1) === 0;
}

/** Whether a key usage has one of these uses. */
export function hasUse(keyUsage: number, use: keyof typeof KeyUsageFlags): boolean {
  return (keyUsage & KeyUsageFlags[use]) !== 0;
}
