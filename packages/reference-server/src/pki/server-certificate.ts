import { type Certificate, isSignedBy, readCertificate } from './certificate.js';
import { attributesOf, attributeType, domainOf, serverName } from './distinguished-name.js';
import { parseDomain } from './fid.js';
import { check } from './id-cert-error.js';
import { generateKeyPair, importKeyPair, type KeyPair } from './keys.js';
import { writePem } from './pem.js';
import { randomSerialNumber } from './serial-number.js';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from './x509.js';

/** What a home server is identified by until it rotates its key: a key pair and the root certificate over it. */
export interface ServerIdentity extends KeyPair {
  /** The self-signed root certificate, PEM. */
  readonly certificate: string;
  /** The certificate's, lower-case hex. */
  readonly serialNumber: string;
}

/**
 * Makes a home server's identity: a new Ed25519 key pair and its self-signed root certificate (polyproto-core's ID-Cert rules;
 * rotation, ruling R19, makes another one).
 *
 * @param options.domain the server's FQDN, in any case
 * @param options.notBefore seconds since the epoch
 * @param options.notAfter seconds since the epoch
 * @throws {FidError} where `domain` could not be the domain of a Federation ID
 * @throws {IdCertError} `malformed`, where the certificate would break a rule, such as that on its validity
 */
export async function createServerIdentity(options: {
  readonly domain: string;
  readonly notBefore: number;
  readonly notAfter: number;
}): Promise<ServerIdentity> {
  const keys = generateKeyPair();
  const keyPair = await importKeyPair(keys.privateKey);
  const serialNumber = randomSerialNumber();
  const root = await X509CertificateGenerator.createSelfSigned({
    name: serverName(parseDomain(options.domain)),
    serialNumber,
    notBefore: new Date(options.notBefore * 1000),
    notAfter: new Date(options.notAfter * 1000),
    keys: keyPair,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(keyPair.publicKey),
    ],
  });
  const { pem } = readServerCertificate(writePem('CERTIFICATE', new Uint8Array(root.rawData)));
  return { ...keys, certificate: pem, serialNumber };
}

/** A home server's root certificate as it was read and found well-formed. */
export interface ServerCertificate
  extends Pick<
    Certificate,
    'pem' | 'serialNumber' | 'subject' | 'notBefore' | 'notAfter' | 'publicKey'
  > {
  /** The server's domain, in lower case. */
  readonly domain: string;
}

/**
 * Reads a home server's root certificate and checks every one of polyproto-core's ID-Cert rules, its own signature included.
 *
 * @throws {IdCertError} `malformed`, naming the rule
 */
export function readServerCertificate(pem: string): ServerCertificate {
  const { issuer, subject, basicConstraints, keyUsage, ...fields } = readCertificate(pem);
  const domain = domainOf(subject);
  check(domain !== '', 'the subject must have domain components');
  for (const [label, type] of [
    ['CN', attributeType.commonName],
    ['UID', attributeType.userId],
    ['uniqueIdentifier', attributeType.uniqueIdentifier],
  ] as const) {
    check(
      attributesOf(subject, type).length === 0,
      `the subject of a home server must have no ${label}`,
    );
  }
  check(basicConstraints?.ca === true, 'basicConstraints must have CA true');
  check(basicConstraints.pathLength === 0, 'basicConstraints must have pathLenConstraint 0');
  check(
    keyUsage !== undefined && (keyUsage.usages & KeyUsageFlags.keyCertSign) !== 0,
    'keyUsage must have keyCertSign',
  );
  check(issuer.der === subject.der, 'the issuer must be the subject');
  check(
    isSignedBy(fields.pem, fields.publicKey),
    "the signature must be by the certificate's own key",
  );
  return {
    pem: fields.pem,
    domain,
    serialNumber: fields.serialNumber,
    subject,
    notBefore: fields.notBefore,
    notAfter: fields.notAfter,
    publicKey: fields.publicKey,
  };
}
