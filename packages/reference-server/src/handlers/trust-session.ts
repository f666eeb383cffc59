import { IdCertError, type IdCsr, parseFid, readIdCsr } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import { now } from '../clock/clock.js';
import type { Credentials } from '../passwords/credentials.js';
import type { ReferenceServer } from '../reference-server.js';
import { issueForSession } from '../sessions/issue-for-session.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { newSession } from '../sessions/sent-events.js';
import { longestSessionId } from '../sessions/session-ids.js';
import { createToken, hashToken } from '../sessions/tokens.js';
import { ActorGoneError, SessionIdTakenError, TooManySessionsError } from '../store/errors.js';
import { readCredentials } from './auth-payload.js';
import { idCsrRefusal } from './id-csr-refusal.js';

/** The most live sessions of one actor (R28). */
export const mostSessions = 100;

/** `POST /session/trust` (R28, R29). */
export function trustSession(
  { store, identities, config }: Pick<ReferenceServer, 'store' | 'identities' | 'config'>,
  credentials: Credentials,
): Handler<'trustSession', ServerPrincipal> {
  return async ({ body }, { address }) => {
    const password = readCredentials(body.auth_payload);
    const { fid } = parseFid(`${body.actor_name}@${config.domain}`);
    if (!(await credentials.areRight(fid, password, address))) {
      return { error: 'P2CORE_INVALID_CREDENTIALS' };
    }
    try {
      const request = await readRequest(body.csr);
      if (request.fid !== fid) return { error: 'P2CORE_ID_CERT_MISMATCH' };
      const { sessionId, publicKey } = request;
      const content = { fid, sessionId, publicKey };
      return await issueForSession(identities, content, async (idCert) => {
        const token = createToken();
        await store.sessions.trust({
          ...{ fid, sessionId, createdAt: now(), tokenHash: hashToken(token), idCert },
          most: mostSessions,
          event: newSession(idCert.pem),
        });
        return { status: 201, body: { id_cert: idCert.pem, token } };
      });
    } catch (error) {
      return refusal(error);
    }
  };
}

/** @throws {IdCertError} also where the session ID is longer than those of this server (R11) */
async function readRequest(csr: string): Promise<IdCsr> {
  const request = await readIdCsr(csr);
  if (request.sessionId.length <= longestSessionId) return request;
  throw new IdCertError(
    'malformed',
    `this server issues no session ID longer than ${longestSessionId} characters`,
  );
}

function refusal(error: unknown) {
  if (error instanceof SessionIdTakenError) return { error: 'P2CORE_SESSION_ID_TAKEN' as const };
  if (error instanceof TooManySessionsError) return { error: 'P2CORE_SESSIONS_FULL' as const };
  // The actor was removed meanwhile.
  if (error instanceof ActorGoneError) return { error: 'P2CORE_INVALID_CREDENTIALS' as const };
  return idCsrRefusal(error);
}
