import { demand, IdCertError } from '../errors.js';
import { parseFid } from '../fid.js';
import { isSignedBy } from '../verify-signature.js';
import { checkActorExtensions } from './actor-extensions.js';
import { type ActorSubject, readActorSubject } from './actor-subject.js';
import { type CertificateFields, readCertificate, readSigned } from './certificate.js';
import { readServerIdCert, type ServerIdCert } from './server-id-cert.js';

/** A well-formed ID-Cert of an actor. */
export interface IdCert extends ActorSubject, CertificateFields {}

/**
 * Reads an actor's ID-Cert (PEM) and checks every rule that can be checked on it alone. `verifyIdCert` checks who
 * signed it.
 *
 * @throws {IdCertError} `malformed`
 */
export function readIdCert(pem: string): IdCert {
  const { subject, extensions, ...fields } = readCertificate(pem);
  const actor = readActorSubject(subject);
  checkActorExtensions(extensions, 'keyUsage is required');
  return { ...actor, ...fields };
}

/**
 * Verifies an actor's ID-Cert against its home server's certificate: every rule of both, issuer, signature, and that
 * both are valid at a time. It cannot tell whether the ID-Cert was invalidated.
 *
 * @param idCert PEM
 * @param serverIdCert PEM of the certificate that the actor's home server had when the validity of `idCert` began, from
 *   that server itself
 * @param at seconds since the epoch; now by default
 * @throws {IdCertError}
 * @example
 * const { fid, sessionId, publicKey } = await verifyIdCert(idCert.pem, serverIdCert, 1620000000);
 */
export async function verifyIdCert(
  idCert: string,
  serverIdCert: string,
  at: number = Math.floor(Date.now() / 1000),
): Promise<IdCert> {
  const actor = readIdCert(idCert);
  await verifyIssuer(actor, serverIdCert);
  demand(holdsAt(actor, at), 'the validity must hold at the time', 'not-valid');
  return actor;
}

/**
 * As `verifyIdCert`, but for an ID-Cert that was read already, and without a check of the time (R20).
 *
 * @throws {IdCertError} `untrusted`, also where the home server's certificate itself breaks a rule
 */
export async function verifyIssuer(idCert: IdCert, serverIdCert: string): Promise<void> {
  const { domain } = parseFid(idCert.fid);
  const server = await readHomeServer(serverIdCert, domain);
  const trust = (holds: boolean, rule: string) => demand(holds, rule, 'untrusted');
  trust(server.domain === domain, `the server certificate must be that of ${domain}`);
  trust(
    idCert.issuer.der === server.subject.der,
    "the issuer must be the subject of the home server's certificate",
  );
  trust(
    await isSignedBy(readSigned(idCert.pem), server.publicKey),
    "the signature must be by the key of the home server's certificate",
  );
  trust(
    idCert.notBefore >= server.notBefore && idCert.notAfter <= server.notAfter,
    "the validity must lie within that of the home server's certificate",
  );
}

/** Whether a certificate is valid at a time, in seconds since the epoch. Both ends of the validity are included. */
export function holdsAt(
  { notBefore, notAfter }: Pick<CertificateFields, 'notBefore' | 'notAfter'>,
  at: number,
): boolean {
  return notBefore <= at && at <= notAfter;
}

async function readHomeServer(pem: string, domain: string): Promise<ServerIdCert> {
  try {
    return await readServerIdCert(pem);
  } catch (error) {
    if (!(error instanceof IdCertError)) throw error;
    throw new IdCertError('untrusted', `the certificate of ${domain}: ${error.message}`, {
      cause: error,
    });
  }
}
