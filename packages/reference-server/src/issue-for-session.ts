import type { IdCert } from '@p2core/id-cert';
import { now } from './clock.js';
import type { Identities } from './identities.js';
import { issueIdCert } from './pki/issue-id-cert.js';
import { FormerSignerError } from './store/errors.js';
import { untilValid } from './until-valid.js';

/** The certificate of the server has expired, so that it can sign no other. */
export class ServerIdCertExpiredError extends Error {
  override readonly name = 'ServerIdCertExpiredError';

  constructor() {
    super('the certificate of the server has expired');
  }
}

/** An ID-Cert as the store takes it. */
export type IssuedIdCert = IdCert & { readonly certificate: string; readonly signedBy: string };

/** Whom an ID-Cert is for, and the key, SubjectPublicKeyInfo as PEM. */
interface Content {
  fid: string;
  sessionId: string;
  publicKey: string;
}

/** How often an ID-Cert is signed anew, at most, because the key was rotated before it was recorded. */
const mostAttempts = 5;

/**
 * Issues the ID-Cert of an actor's session (R29), waits until it is valid, and has it recorded. Where the key is rotated
 * meanwhile, so that look-ups by time would not find the one that signed (R20), it is issued anew.
 *
 * @param record stores it, and throws a `FormerSignerError` in that case
 * @throws {ServerIdCertExpiredError}
 * @throws {ClockError} where the server's certificate, or this one, begins in the future
 */
export async function issueForSession<Recorded>(
  identities: Identities,
  content: Content,
  record: (idCert: IssuedIdCert) => Promise<Recorded>,
): Promise<Recorded> {
  for (let attempt = 1; ; attempt += 1) {
    const idCert = await issue(identities, content);
    try {
      return await record(idCert);
    } catch (error) {
      if (!(error instanceof FormerSignerError) || attempt === mostAttempts) throw error;
    }
  }
}

async function issue(identities: Identities, content: Content): Promise<IssuedIdCert> {
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
  return { ...idCert, certificate: idCert.pem, signedBy: issuer.serialNumber };
}
