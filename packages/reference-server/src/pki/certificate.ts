import { createPublicKey, X509Certificate as NodeCertificate } from 'node:crypto';
import { type DistinguishedName, readName } from './distinguished-name.js';
import { check, IdCertError } from './id-cert-error.js';
import { readPem, writePem } from './pem.js';
import {
  BasicConstraintsExtension,
  type Extension,
  KeyUsagesExtension,
  X509Certificate,
} from './x509.js';

/** A certificate as it was read: the fields that ID-Cert rules speak about (RFC 5280 section 4.1). */
export interface Certificate {
  /** As `openssl` would write it. */
  readonly pem: string;
  /** Lower-case hex, without a sign octet. */
  readonly serialNumber: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** Seconds since the epoch; the certificate holds from this second on … */
  readonly notBefore: number;
  /** … up to and including this one. */
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
  readonly basicConstraints: BasicConstraintsExtension | undefined;
  readonly keyUsage: KeyUsagesExtension | undefined;
}

/**
 * Reads a PEM certificate and checks what holds for every ID-Cert, a home server's and an actor's (polyproto-core's ID-Cert rules):
 * one PEM block, DER with nothing trailing, v3, serial number, validity, criticality of the extensions.
 *
 * @throws {IdCertError} `malformed`, naming the rule
 */
export function readCertificate(pem: string): Certificate {
  const der = readPem('CERTIFICATE', pem);
  const certificate = parse(der);
  const { version, serialNumber, issuer, subject } = certificate.tbsCertificate;

  check(version === v3, 'the version must be v3');
  const serial = Buffer.from(serialNumber);
  check(isPositive(serial), 'the serial number must be positive');
  check(serial.length <= 20, 'the serial number must have at most 20 octets');

  const notBefore = toSeconds(certificate.notBefore);
  const notAfter = toSeconds(certificate.notAfter);
  check(notBefore <= notAfter, 'notBefore must not be after notAfter');

  const extensions = readExtensions(certificate);
  const types = extensions.map(({ type }) => type);
  check(new Set(types).size === types.length, 'no extension may occur twice');
  for (const { type, critical } of extensions) {
    const label = alwaysCritical[type];
    check(label === undefined || critical, `${label} must be critical`);
    check(
      label !== undefined || !critical,
      `the extension ${type} must not be critical, as it is not known here`,
    );
  }

  return {
    pem: writePem('CERTIFICATE', der),
    serialNumber: serial.toString('hex').replace(/^00/, ''),
    issuer: readName(issuer, certificate.issuerName),
    subject: readName(subject, certificate.subjectName),
    notBefore,
    notAfter,
    publicKey: readPublicKey(der),
    basicConstraints: certificate.getExtension(BasicConstraintsExtension) ?? undefined,
    keyUsage: certificate.getExtension(KeyUsagesExtension) ?? undefined,
  };
}

/** Whether `publicKey` (SPKI, PEM; of any algorithm that OpenSSL knows) verifies the signature of `pem`. */
export function isSignedBy(pem: string, publicKey: string): boolean {
  return new NodeCertificate(pem).verify(createPublicKey(publicKey));
}

const v3 = 2;

/** RFC 5280 section 4.2 has a certificate refused for a critical extension that its reader does not know. */
const alwaysCritical: Record<string, string> = {
  '2.5.29.15': 'keyUsage',
  '2.5.29.19': 'basicConstraints',
};

/** Opens the library's certificate for what it parses but keeps to itself. */
class OpenCertificate extends X509Certificate {
  get tbsCertificate() {
    return this.asn.tbsCertificate;
  }

  /** The certificate encoded anew from its parsed values, which is DER whatever the input was. */
  encode(): Buffer {
    return Buffer.from(new X509Certificate(this.asn).rawData);
  }
}

/** Reads a certificate that both the library and OpenSSL, which checks the signature later, take for one. */
function parse(der: Buffer): OpenCertificate {
  const rule = 'must be exactly one X.509 certificate in DER, without trailing data';
  try {
    const certificate = new OpenCertificate(der);
    check(certificate.encode().equals(der), rule);
    new NodeCertificate(der);
    return certificate;
  } catch (error) {
    throw new IdCertError('malformed', rule, { cause: error });
  }
}

function readExtensions(certificate: OpenCertificate): readonly Extension[] {
  try {
    return certificate.extensions;
  } catch (error) {
    throw new IdCertError('malformed', 'each extension must be well-formed', { cause: error });
  }
}

function readPublicKey(der: Buffer): string {
  try {
    return new NodeCertificate(der).publicKey.export({ type: 'spki', format: 'pem' }).toString();
  } catch (error) {
    throw new IdCertError(
      'malformed',
      'the public key must be of an algorithm that is known here',
      {
        cause: error,
      },
    );
  }
}

/** Of a DER INTEGER's octets, which are two's complement. */
function isPositive(integer: Buffer): boolean {
  return (integer[0] ?? 0) < 0x80 && integer.some((octet) => octet !== 0);
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
