import { type ActorSubject, readActorSubject } from './actor-subject.js';
import { type Certificate, isSignedBy, readCertificate } from './certificate.js';
import { parseFid } from './fid.js';
import { check, IdCertError } from './id-cert-error.js';
import { readServerCertificate, type ServerCertificate } from './server-certificate.js';
import { KeyUsageFlags } from './x509.js';

/** An actor's ID-Cert as it was read and found well-formed; nothing is said yet about who signed it. */
export interface IdCert
  extends ActorSubject,
    Pick<Certificate, 'pem' | 'serialNumber' | 'issuer' | 'notBefore' | 'notAfter' | 'publicKey'> {}

/**
 * Reads a PEM that is one actor ID-Cert and checks every one of polyproto-core's ID-Cert rules that can be seen in it alone
 * (ruling R20). Parsing costs about two milliseconds: do it once and pass the result on.
 *
 * @throws {IdCertError} `malformed`, naming the rule
 */
export function readIdCert(pem: string): IdCert {
  const { subject, basicConstraints, keyUsage, ...fields } = readCertificate(pem);
  const actor = readActorSubject(subject);
  check(basicConstraints?.ca !== true, 'basicConstraints must not have CA true');
  const usages = keyUsage?.usages ?? 0;
  check((usages & KeyUsageFlags.keyCertSign) === 0, 'keyUsage must not have keyCertSign');
  const signing = usages & (KeyUsageFlags.digitalSignature | contentCommitment);
  check(
    signing === KeyUsageFlags.digitalSignature || signing === contentCommitment,
    'keyUsage must have exactly one of digitalSignature and contentCommitment',
  );
  return { ...actor, ...fields };
}

/** Its name since X.509 of 2005. */
const contentCommitment = KeyUsageFlags.nonRepudiation;

/**
 * Checks that an actor's home server signed its ID-Cert (polyproto-core's ID-Cert rules, ruling R20). Whether it holds now, and
 * whether it was invalidated, is the caller's to ask.
 *
 * @param serverCertificate PEM of the root certificate that the home server had when the ID-Cert's validity began,
 *   fetched from that server itself
 * @throws {IdCertError} `untrusted`, naming the rule, also where the server certificate itself breaks one
 */
export function verifyIdCert(idCert: IdCert, serverCertificate: string): void {
  const { domain } = parseFid(idCert.fid);
  const server = readHomeServer(serverCertificate, domain);
  trust(server.domain === domain, `the server certificate must be that of ${domain}`);
  trust(
    idCert.issuer.der === server.subject.der,
    "the issuer must be the subject of the home server's certificate",
  );
  trust(
    isSignedBy(idCert.pem, server.publicKey),
    "the signature must be by the key of the home server's certificate",
  );
  trust(
    idCert.notBefore >= server.notBefore && idCert.notAfter <= server.notAfter,
    "the validity must lie within that of the home server's certificate",
  );
}

function readHomeServer(pem: string, domain: string): ServerCertificate {
  try {
    return readServerCertificate(pem);
  } catch (error) {
    if (!(error instanceof IdCertError)) throw error;
    throw new IdCertError('untrusted', `the certificate of ${domain}: ${error.message}`, {
      cause: error,
    });
  }
}

function trust(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new IdCertError('untrusted', rule);
}
