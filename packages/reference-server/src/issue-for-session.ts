import type { IdCert } from '@p2core/id-cert';
import { now } from './clock.js';
import type { Identities } from './identities.js';
import { issueIdCert } from './pki/issue-id-cert.js';
import { untilValid } from './until-valid.js';

/** The certificate of the server has expired, so that it can sign no other. */
export class ServerIdCertExpiredError extends Error {
  override readonly name = 'ServerIdCertExpiredError';

  constructor() {
    super('the certificate of the server has expired');
  }
}

/**
 * Issues the ID-Cert of an actor's session (R29), and waits until it is valid. It is not recorded.
 *
 * @param publicKey SubjectPublicKeyInfo, PEM
 * @throws {ServerIdCertExpiredError}
 * @throws {ClockError} where the server's certificate, or this one, begins in the future
 */
export async function issueForSession(
  identities: Identities,
  content: { fid: string; sessionId: string; publicKey: string },
): Promise<IdCert> {
  const issuer = await identities.signer();
  await untilValid(issuer.currentFrom);
  const time = now();
  if (issuer.notAfter < time) throw new ServerIdCertExpiredError();
  const idCert = await issueIdCert({
    ...content,
    issuer,
    // A look-up by time must find the key that signs, even if the server rotates within this second (R20).
    notBefore: Math.max(time - 1, issuer.currentFrom),
    notAfter: time + issuer.lifetime,
  });
  await untilValid(idCert.notBefore);
  return idCert;
}
