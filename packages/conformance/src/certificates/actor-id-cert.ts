import type { Name } from '@peculiar/asn1-x509';
import { demand } from './certificate-error.js';
import { type AttributeLabel, charactersOf, domainOf, sameName, valuesOf } from './name.js';
import { type Certificate, hasUse, readCertificate } from './read-certificate.js';
import type { ServerIdCert } from './server-id-cert.js';

/** An actor's ID-Cert that keeps every rule that can be seen in it alone. */
export interface ActorIdCert extends Certificate {
  /** The Federation ID, in lower case. */
  readonly fid: string;
  readonly sessionId: string;
}

const federationId = /^[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;
const sessionIdCharacters = /^[ -~]{1,64}$/;

/**
 * Reads an actor's ID-Cert and checks every rule that can be seen in it alone.
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
  const fid = theOne(subject, 'UID').toLowerCase();
  demand(/^[!-~]+$/.test(fid), 'the UID must be a Federation ID, local@domain');
  demand(federationId.test(fid), 'the UID must be a Federation ID, local@domain');
  const [localPart, domain = ''] = fid.split('@');
  const commonName = theOne(subject, 'CN').toLowerCase();
  demand(
    commonName === localPart || commonName === fid,
    `the CN must be the local part of the UID, "${localPart}", or the whole of it`,
  );
  const components = valuesOf(subject, 'DC').map(({ ia5String }) => ia5String);
  demand(
    components.every((component) => component !== undefined),
    'each domain component must be an IA5String',
  );
  demand(
    components.every((component) => !component?.includes('.')),
    "each domain component must be one label of the domain's",
  );
  demand(
    domainOf(subject) === domain,
    `the domain components must be those of the UID's domain, most significant first: ${domain.split('.').reverse().join(', ')}`,
  );
  const sessionId = theOne(subject, 'uniqueIdentifier');
  demand(
    sessionIdCharacters.test(sessionId),
    'the session ID must be 1 to 64 IA5 characters without control characters',
  );
  return { fid, sessionId };
}

function theOne(subject: Name, label: AttributeLabel): string {
  const [value, ...more] = valuesOf(subject, label);
  const one = value !== undefined && more.length === 0;
  demand(one, `the subject must have exactly one ${label}`);
  const characters = charactersOf(value);
  const rule = `the ${label} must be a UTF8String, PrintableString or IA5String`;
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
