import { schemas } from '@p2core/types';
import type { AttributeValue, Name } from '@peculiar/asn1-x509';
import { demand } from './certificate-error.js';
import {
  type AttributeLabel,
  demandHost,
  demandLabels,
  domainOf,
  isOf,
  sameName,
  toLowerCase,
  valuesOf,
} from './name.js';
import { type Certificate, hasUse, readCertificate } from './read-certificate.js';
import type { ServerIdCert } from './server-id-cert.js';

/** An actor's ID-Cert that keeps every rule that concerns it alone. */
export interface ActorIdCert extends Certificate {
  /** The Federation ID, in lower case. */
  readonly fid: string;
  readonly sessionId: string;
}

const { FederationId, SessionId } = schemas;

/**
 * Reads an actor's ID-Cert and checks every rule that concerns it alone.
 *
 * @throws {CertificateError} with the rule that is broken
 */
export function readActorIdCert(pem: string): ActorIdCert {
  const certificate = readCertificate(pem);
  const { isCa, keyUsage } = certificate;
  const names = readSubject(certificate.subject);
  demand(!isCa, 'basicConstraints of an actor must not have CA true');
  demand(!hasUse(keyUsage, 'keyCertSign'), 'keyUsage of an actor must not have keyCertSign');
  demand(
    hasUse(keyUsage, 'digitalSignature') !== hasUse(keyUsage, 'nonRepudiation'),
    'keyUsage must have exactly one of digitalSignature and contentCommitment',
  );
  return { ...certificate, ...names };
}

function readSubject(subject: Name): Pick<ActorIdCert, 'fid' | 'sessionId'> {
  const uid = theOne(subject, 'UID', ['utf8String']);
  demand(isOf(FederationId, uid), 'the UID must be a Federation ID, local@domain');
  const fid = toLowerCase(uid);
  const [localPart, domain = ''] = fid.split('@');
  const commonName = toLowerCase(theOne(subject, 'CN', ['utf8String']));
  demand(
    commonName === localPart || commonName === fid,
    `the CN must be the local part of the UID, "${localPart}", or the whole of it`,
  );
  demandHost(domain);
  demandLabels(subject);
  demand(
    domainOf(subject) === domain,
    `the domain components must be those of the UID's domain, most significant first: ${domain.split('.').reverse().join(', ')}`,
  );
  const anyType = ['utf8String', 'printableString', 'ia5String'] as const;
  const sessionId = theOne(subject, 'uniqueIdentifier', anyType);
  demand(
    isOf(SessionId, sessionId),
    `the session ID must be 1 to ${SessionId.maxLength} IA5 characters without control characters`,
  );
  return { fid, sessionId };
}

type StringType = 'utf8String' | 'printableString' | 'ia5String';

function theOne(
  subject: Name,
  label: AttributeLabel,
  types: readonly (StringType & keyof AttributeValue)[],
): string {
  const [value, ...more] = valuesOf(subject, label);
  const one = value !== undefined && more.length === 0;
  demand(one, `the subject must have exactly one ${label}`);
  const characters = types.map((type) => value[type]).find((text) => text !== undefined);
  const names = {
    utf8String: 'UTF8String',
    printableString: 'PrintableString',
    ia5String: 'IA5String',
  };
  const rule = `the ${label} must be a ${types
    .map((type) => names[type])
    .join(', ')
    .replace(/, (?=\w+$)/, ' or ')}`;
  demand(characters !== undefined, rule);
  return characters;
}

/**
 * Checks that a home server signed an actor's ID-Cert with the key of this certificate.
 *
 * @throws {CertificateError} with the rule that is broken
 */
export function verifyActorIdCert(idCert: ActorIdCert, server: ServerIdCert): void {
  const [, domain] = idCert.fid.split('@');
  demand(server.domain === domain, `the server certificate must be that of ${domain}`);
  demand(
    sameName(idCert.issuer, server.subject),
    "the issuer must be the subject of the home server's certificate",
  );
  demand(
    idCert.isSignedBy(server.publicKey),
    "the signature must be by the key of the home server's certificate",
  );
  demand(
    idCert.notBefore >= server.notBefore && idCert.notAfter <= server.notAfter,
    "the validity must lie within that of the home server's certificate",
  );
}
