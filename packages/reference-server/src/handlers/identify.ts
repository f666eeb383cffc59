import { isChallengeSignedBy, readIdCert } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import { now } from '../clock/clock.js';
import { addressAsks } from '../federation/home-servers.js';
import { dailyIdCerts } from '../federation/limits.js';
import { networkOf } from '../limits/rate-limits.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { newSession } from '../sessions/sent-events.js';
import { askAgainAfter } from '../sessions/session-life.js';
import { createToken, hashToken } from '../sessions/tokens.js';
import { IdCertInvalidatedError, IdCertRecordedError } from '../store/errors.js';
import { demandSmallPayload } from './auth-payload.js';
import { demandCurrentlyValid, refusalOf } from './id-cert-refusal.js';

/** `POST /session/identify`: the checks of R38, in its order. */
export function identify({
  store,
  homeServers,
  challenges,
  config,
}: Pick<ReferenceServer, 'store' | 'homeServers' | 'challenges' | 'config'>): Handler<
  'identify',
  ServerPrincipal
> {
  const mostPerDay = config.rateLimit === undefined ? undefined : dailyIdCerts;

  /** Uses the challenge up, for all processes (R36). */
  async function isGood(challenge: string): Promise<boolean> {
    const read = challenges.read(challenge);
    return read !== undefined && store.usedChallenges.useUp(read.nonce, read.expires, now());
  }

  return async ({ body }, { address }) => {
    demandSmallPayload(body.auth_payload);
    const { challenge, signature } = body.completed_challenge;
    if (!(await isGood(challenge))) return { error: 'P2CORE_CHALLENGE_INVALID' };
    try {
      const read = readIdCert(body.id_cert);
      demandCurrentlyValid(read);
      if (!(await isChallengeSignedBy(challenge, octetsOf(signature), read.publicKey))) {
        return { error: 'P2CORE_CHALLENGE_FAILED' };
      }
      const { fid, sessionId } = read;
      const idCert = { ...read, certificate: read.pem };
      if (await store.idCerts.isInvalidated(fid, idCert)) {
        return { error: 'P2CORE_ID_CERT_INVALIDATED' };
      }
      const asker = addressAsks(networkOf(address));
      await homeServers.verify(read, asker);
      if ((await homeServers.statusOf(read, asker)) !== 'valid') {
        return { error: 'P2CORE_ID_CERT_INVALIDATED' };
      }
      const time = now();
      const token = createToken();
      const askHomeAt = homeServers.isForeign(fid) ? time + askAgainAfter.listed : null;
      const event = newSession(read.pem);
      const tokenHash = hashToken(token);
      await store.sessions.logIn(
        { fid, sessionId, tokenHash, idCert, askHomeAt, mostPerDay, event },
        time,
      );
      return { status: 201, body: { token } };
    } catch (error) {
      if (error instanceof IdCertInvalidatedError) return { error: 'P2CORE_ID_CERT_INVALIDATED' };
      if (error instanceof IdCertRecordedError) {
        const message = 'The ID-Cert is refused: another one has its serial number.';
        return { error: 'P2CORE_ID_CERT_UNTRUSTED', message };
      }
      return refusalOf(error);
    }
  };
}

/** Reads a signature: an even number of hexadecimal digits, or else Base64 (R37). */
function octetsOf(signature: string): Uint8Array<ArrayBuffer> {
  const isHex = /^(?:[0-9a-f]{2})+$/i.test(signature);
  return Uint8Array.from(Buffer.from(signature, isHex ? 'hex' : 'base64'));
}
