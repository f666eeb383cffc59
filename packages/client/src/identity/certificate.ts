import { readPem, toHex, writePem } from './der.js';
import { type DistinguishedName, readName } from './distinguished-name.js';
import { demand, IdCertError } from './id-cert-error.js';
import {
  BasicConstraintsExtension,
  type Extension,
  KeyUsagesExtension,
  PublicKey,
  X509Certificate,
} from './x509.js';

/** The fields of a certificate that the rules of ID-Certs speak about (RFC 5280 section 4.1). */
export interface Certificate {
  /** As `openssl` writes it. */
  pem: string;
  /** Hex in lower case, without a sign octet. */
  serialNumber: string;
  issuer: DistinguishedName;
  subject: DistinguishedName;
  /** Seconds since the epoch. The certificate holds from this second on … */
  notBefore: number;
  /** … up to and including this one. */
  notAfter: number;
  /** SubjectPublicKeyInfo, PEM. */
  publicKey: string;
  basicConstraints: BasicConstraintsExtension | null;
  keyUsage: KeyUsagesExtension | null;
}

/**
 * Reads a PEM certificate and checks what holds for every ID-Cert, a home server's and an actor's: one certificate in
 * DER, v3, serial number, validity, algorithms, criticality of the extensions.
 *
 * @throws {IdCertError} `MALFORMED`, naming the rule
 */
export function readCertificate(pem: string): Certificate {
  const der = readPem('CERTIFICATE', pem);
  const certificate = parse(der);
  const { version, serialNumber, issuer, subject } = certificate.fields;
  demand(version === v3, 'the version must be v3');

  const serial = new Uint8Array(serialNumber);
  const isPositive = (serial[0] as number) < 0x80 && serial.some((octet) => octet !== 0);
  demand(isPositive, 'the serial number must be positive');
  demand(serial.length <= 20, 'the serial number must have at most 20 octets');

  const notBefore = toSeconds(certificate.notBefore);
  const notAfter = toSeconds(certificate.notAfter);
  demand(notBefore <= notAfter, 'notBefore must not be after notAfter');

  demand(
    certificate.algorithms[0] === certificate.algorithms[1],
    'both signature algorithms must be the same',
  );
  checkExtensions(readExtensions(certificate));
  return {
    pem: writePem('CERTIFICATE', der),
    serialNumber: toHex(serial).replace(/^00/, ''),
    issuer: readName(issuer, certificate.issuerName),
    subject: readName(subject, certificate.subjectName),
    notBefore,
    notAfter,
    publicKey: readPublicKey(certificate),
    basicConstraints: certificate.getExtension(BasicConstraintsExtension),
    keyUsage: certificate.getExtension(KeyUsagesExtension),
  };
}

/** Whether `publicKey` (PEM) verifies the signature of `pem`, with an algorithm that WebCrypto knows here. */
export async function isSignedBy(pem: string, publicKey: string): Promise<boolean> {
  try {
    const certificate = new X509Certificate(readPem('CERTIFICATE', pem));
    const key = new PublicKey(readPem('PUBLIC KEY', publicKey));
    return await certificate.verify({ publicKey: key, signatureOnly: true });
  } catch {
    return false;
  }
}

const v3 = 2;

/** Those that are read here. RFC 5280 section 4.2 has a certificate refused for any other critical one. */
const knownExtensions: Record<string, string> = {
  '2.5.29.15': 'keyUsage',
  '2.5.29.19': 'basicConstraints',
};

function checkExtensions(extensions: readonly Extension[]): void {
  const types = extensions.map(({ type }) => type);
  demand(new Set(types).size === types.length, 'no extension may occur twice');
  for (const { type, critical } of extensions) {
    const label = knownExtensions[type];
    demand(!label || critical, `${label} must be critical`);
    demand(
      !!label || !critical,
      `the extension ${type} must not be critical: it is not known here`,
    );
  }
}

/** Opens the library's certificate for what it parses but keeps to itself. */
class OpenCertificate extends X509Certificate {
  get fields() {
    return this.asn.tbsCertificate;
  }

  get algorithms() {
    return [this.asn.tbsCertificate.signature, this.asn.signatureAlgorithm].map(
      ({ algorithm, parameters }) => algorithm + (parameters ? toHex(parameters) : ''),
    );
  }

  /** The certificate encoded anew from its parsed values, which is DER whatever it was read from. */
  encode(): ArrayBuffer {
    return new X509Certificate(this.asn).rawData;
  }
}

function parse(der: Uint8Array<ArrayBuffer>): OpenCertificate {
  const rule = 'it must be one X.509 certificate in DER, with nothing behind it';
  try {
    const certificate = new OpenCertificate(der);
    demand(toHex(certificate.encode()) === toHex(der), rule);
    return certificate;
  } catch (error) {
    throw new IdCertError('MALFORMED', rule, error);
  }
}

function readExtensions(certificate: OpenCertificate): readonly Extension[] {
  try {
    return certificate.extensions;
  } catch (error) {
    throw new IdCertError('MALFORMED', 'each extension must be well-formed', error);
  }
}

function readPublicKey(certificate: OpenCertificate): string {
  const { rawData, algorithm } = parsePublicKey(certificate);
  const isKnown = !isObjectIdentifier(algorithm.name);
  demand(isKnown, 'the public key must be of an algorithm that is known here');
  return writePem('PUBLIC KEY', rawData);
}

function parsePublicKey(certificate: OpenCertificate): PublicKey {
  try {
    return certificate.publicKey;
  } catch (error) {
    throw new IdCertError('MALFORMED', 'the public key must be well-formed', error);
  }
}

/** What the library gives for the name of an algorithm that it does not know. */
function isObjectIdentifier(name: string): boolean {
  return /^[\d.]+$/.test(name);
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
