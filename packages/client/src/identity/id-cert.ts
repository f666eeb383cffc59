import { type ActorSubject, readActorSubject } from './actor-subject.js';
import { type Certificate, isSignedBy, readCertificate } from './certificate.js';
import { parseFederationId } from './federation-id.js';
import { demand, IdCertError } from './id-cert-error.js';
import { readServerIdCert, type ServerIdCert } from './server-id-cert.js';
import { KeyUsageFlags } from './x509.js';

/** An actor's ID-Cert, found well-formed. */
export interface IdCert
  extends ActorSubject,
    Omit<Certificate, 'subject' | 'basicConstraints' | 'keyUsage'> {}

/** Its name since X.509 of 2005. */
const contentCommitment = KeyUsageFlags.nonRepudiation;

/**
 * Reads an actor's ID-Cert (PEM) and checks every rule that can be seen in it alone. Who signed it is
 * `verifyIdCert`'s to say.
 *
 * @throws {IdCertError} `MALFORMED`, naming the rule
 */
export function readIdCert(pem: string): IdCert {
  const { subject, basicConstraints, keyUsage, ...fields } = readCertificate(pem);
  const actor = readActorSubject(subject);
  demand(basicConstraints?.ca !== true, 'basicConstraints must not have CA true');
  const usages = keyUsage?.usages ?? 0;
  demand((usages & KeyUsageFlags.keyCertSign) === 0, 'keyUsage must not have keyCertSign');
  const signing = usages & (KeyUsageFlags.digitalSignature | contentCommitment);
  demand(
    signing === KeyUsageFlags.digitalSignature || signing === contentCommitment,
    'keyUsage must have exactly one of digitalSignature and contentCommitment',
  );
  return { ...actor, ...fields };
}

/**
 * Verifies an actor's ID-Cert against its home server's, at a time: every rule of both, issuer, signature, and that both
 * hold. Whether it was invalidated is not in it; `getActorIdCerts` says so, and `followActor` asks.
 *
 * @param idCert PEM
 * @param serverIdCert PEM of the certificate that the actor's home server had when the validity of `idCert` began, from
 *   that server itself
 * @param at seconds since the epoch; now by default
 * @throws {IdCertError} naming the rule that is broken
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
  demand(holdsAt(actor, at), 'the validity must hold at the time', 'NOT_VALID');
  return actor;
}

/** As `verifyIdCert`, but for a certificate that is read already, and without the time. */
export async function verifyIssuer(actor: IdCert, serverIdCert: string): Promise<void> {
  const { domain } = parseFederationId(actor.fid);
  const server = await readHomeServer(serverIdCert, domain);
  const trust = (holds: boolean, rule: string) => demand(holds, rule, 'UNTRUSTED');
  trust(server.domain === domain, `the home server's certificate must be that of ${domain}`);
  trust(
    actor.issuer.der === server.subject.der,
    "the issuer must be the subject of the home server's certificate",
  );
  trust(
    actor.notBefore >= server.notBefore && actor.notAfter <= server.notAfter,
    "the validity must lie within that of the home server's certificate",
  );
  trust(
    await isSignedBy(actor.pem, server.publicKey),
    "the signature must be by the key of the home server's certificate",
  );
}

/** Whether a certificate's validity holds at a time; both ends belong to it. */
export function holdsAt({ notBefore, notAfter }: IdCert, at: number): boolean {
  return notBefore <= at && at <= notAfter;
}

async function readHomeServer(pem: string, domain: string): Promise<ServerIdCert> {
  try {
    return await readServerIdCert(pem);
  } catch (error) {
    const { message } = error as Error;
    throw new IdCertError('UNTRUSTED', `the certificate of ${domain}: ${message}`, error);
  }
}
