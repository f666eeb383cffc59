import { createHash } from 'node:crypto';
import type { IdCsr } from '@p2core/id-cert';
import { now } from '../clock/clock.js';
import { open, seal } from '../pki/seal.js';
import type { ReferenceServer } from '../reference-server.js';
import { issueForSession } from './issue-for-session.js';
import type { PresentedSession } from './principal.js';
import { idCertInvalidation, lowKeyPackages } from './sent-events.js';
import { createToken, hashToken } from './tokens.js';

/** The ID-Cert and token of a renewed session. */
interface RenewedSession {
  /** PEM. */
  readonly id_cert: string;
  readonly token: string;
}

/** How often a session may be renewed within an hour (R30). */
export const hourlyRenewals = 10;

const purpose = 'p2core answer to a renewal';

/**
 * Gives a session an ID-Cert for the key of a request, and a new token (R30). The same request with the session's former
 * token gets the same answer, as long as that token lives. Until then the answer is kept, encrypted under a key derived
 * from that token.
 *
 * @returns undefined where the token or the session has ended meanwhile
 * @throws {ServerIdCertExpiredError}
 * @throws {ClockError}
 * @throws {IdentityKeyUsedError}
 * @throws {TooManyRenewalsError}
 */
export async function renewSession(
  { store, identities, config }: Pick<ReferenceServer, 'store' | 'identities' | 'config'>,
  { fid, sessionId, token: asking }: PresentedSession,
  { publicKey, der }: IdCsr,
): Promise<RenewedSession | undefined> {
  const key = asking.deriveKey(purpose);
  const tokenHash = asking.hash;
  const csrDigest = createHash('sha256').update(der).digest('hex');
  const before = await store.renewals.answerTo(tokenHash, csrDigest, now());
  if (before !== undefined) return unsealAnswer(before, key);

  const content = { fid, sessionId, publicKey };
  const sealed = await issueForSession(identities, content, (newCert) => {
    const token = createToken();
    const answer: RenewedSession = { id_cert: newCert.pem, token };
    return store.renewals.renew(
      {
        ...{ fid, sessionId, tokenHash, csrDigest, newCert },
        newTokenHash: hashToken(token),
        sealedAnswer: seal(Buffer.from(JSON.stringify(answer)), key).toString('base64'),
      },
      {
        mostPerHour: config.rateLimit === undefined ? undefined : hourlyRenewals,
        invalidation: idCertInvalidation,
        noKeyPackages: lowKeyPackages.event(sessionId, 0),
      },
      now(),
    );
  });
  return sealed === undefined ? undefined : unsealAnswer(sealed, key);
}

function unsealAnswer(sealed: string, key: Buffer): RenewedSession {
  return JSON.parse(open(Buffer.from(sealed, 'base64'), key).toString());
}
