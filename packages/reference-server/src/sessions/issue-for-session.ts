import type { IdCert } from '@p2core/id-cert';
import { now } from '../clock/clock.js';
import { untilValid } from '../clock/until-valid.js';
import type { Identities, Signer } from '../pki/identities.js';
import { issueWithStoredKey } from '../pki/issue-with-stored-key.js';
import { FormerSignerError } from '../store/errors.js';

/** The certificate of the server has expired, so that it can sign no other. */
export class ServerIdCertExpiredError extends Error {
  override readonly name = 'ServerIdCertExpiredError';

  constructor() {
    super('the certificate of the server has expired');
  }
}

/** An ID-Cert as the store takes it. */
export type IssuedIdCert = IdCert & { readonly certificate: string; readonly signedBy: string };

/** The subject of an ID-Cert, and its key: SubjectPublicKeyInfo, PEM. */
interface Content {
  fid: string;
  sessionId: string;
  publicKey: string;
}

/** The first of them signs with the current key. */
const mostAttempts = 3;

/**
 * Issues the ID-Cert of an actor's session (R29), waits until it is valid, and has it recorded. Where the key is rotated
 * meanwhile, so that look-ups by time would not find the one that signed (R20), the key of the second before signs: only
 * a clock that was set back, or another machine's that is behind, lets a rotation come between it and that second.
 *
 * @param record stores it, and throws a `FormerSignerError` in that case
 * @throws {FormerSignerError} where that happened again and again
 * @throws {ServerIdCertExpiredError}
 * @throws {ClockError} where the server's certificate, or this one, begins in the future
 */
export async function issueForSession<Recorded>(
  identities: Identities,
  content: Content,
  record: (idCert: IssuedIdCert) => Promise<Recorded>,
): Promise<Recorded> {
  for (let attempt = 1; ; attempt++) {
    const issueOne = attempt === 1 ? issueNow : issueOfTheSecondBefore;
    try {
      return await record(await issueOne(identities, content));
    } catch (error) {
      if (!(error instanceof FormerSignerError) || attempt === mostAttempts) throw error;
    }
  }
}

async function issueNow(identities: Identities, content: Content): Promise<IssuedIdCert> {
  const issuer = await identities.signer();
  await untilValid(issuer.currentFrom);
  // A look-up by time must find the key that signs, even if the server rotates within this second (R20).
  const idCert = await issue(issuer, content, Math.max(now() - 1, issuer.currentFrom));
  await untilValid(idCert.notBefore);
  return idCert;
}

async function issueOfTheSecondBefore(
  identities: Identities,
  content: Content,
): Promise<IssuedIdCert> {
  const notBefore = now() - 1;
  const signer = await identities.signerAt(notBefore);
  // The key was repaired, and rotated, within this second.
  if (signer === undefined) throw new FormerSignerError();
  return issue(signer, content, notBefore);
}

async function issue(issuer: Signer, content: Content, notBefore: number): Promise<IssuedIdCert> {
  const time = now();
  if (issuer.notAfter < time) throw new ServerIdCertExpiredError();
  const notAfter = time + issuer.lifetime;
  const idCert = await issueWithStoredKey({ ...content, issuer, notBefore, notAfter });
  return { ...idCert, certificate: idCert.pem, signedBy: issuer.serialNumber };
}
