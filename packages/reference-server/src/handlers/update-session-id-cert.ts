import { type IdCert, IdCertError, readIdCert } from '@p2core/id-cert';
import { ContractError, type Handler } from '@p2core/server';
import { now, toleratedDifference } from '../clock.js';
import { QueueFullError } from '../fair-queue.js';
import { HomeServerUnreachableError } from '../federation/errors.js';
import { sessionAsks } from '../federation/home-servers.js';
import { dailyIdCerts } from '../federation/limits.js';
import type { ServerPrincipal } from '../principal.js';
import type { ReferenceServer } from '../reference-server.js';
import { askAgainAfter } from '../session-life.js';
import { IdCertRecordedError, TooManyIdCertsError } from '../store/errors.js';

/** `PUT /session/idcert/extern` (R20). */
export function updateSessionIdCert({
  store,
  homeServers,
  config,
}: Pick<ReferenceServer, 'store' | 'homeServers' | 'config'>): Handler<
  'updateSessionIdCert',
  ServerPrincipal
> {
  const mostPerDay = config.rateLimit === undefined ? undefined : dailyIdCerts;
  return async ({ body }, { principal: { session } }) => {
    try {
      const idCert = readIdCert(body);
      if (idCert.fid !== session?.fid || idCert.sessionId !== session.sessionId) {
        return { error: 'P2CORE_ID_CERT_MISMATCH' };
      }
      demandCurrentlyValid(idCert);
      const newCert = { ...idCert, certificate: idCert.pem };
      const standing = await store.idCerts.standingOf({ ...session, certificate: newCert });
      if (standing === 'current') return { status: 201 };
      if (standing === 'former') throw new IdCertRecordedError(idCert.fid, idCert.serialNumber);
      await homeServers.verify(idCert, sessionAsks(session));
      const time = now();
      const askHomeAt = homeServers.isForeign(session.fid) ? time + askAgainAfter.extern : null;
      const replacement = { ...session, newCert, askHomeAt, mostPerDay };
      const wasLive = await store.idCerts.replace(replacement, time);
      return wasLive ? { status: 201 } : { error: 'P2CORE_UNAUTHORIZED' };
    } catch (error) {
      if (error instanceof IdCertError) return refusal(error);
      if (error instanceof IdCertRecordedError) {
        return {
          error: 'P2CORE_INVALID_ID_CERT',
          message: 'The ID-Cert is refused: the session had it before, and it was invalidated.',
        };
      }
      if (error instanceof HomeServerUnreachableError) {
        return { error: 'P2CORE_HOME_SERVER_UNREACHABLE', message: error.message };
      }
      if (error instanceof TooManyIdCertsError) {
        const { message, retryAfter } = error;
        const headers = { 'Retry-After': String(retryAfter) };
        throw new ContractError('P2CORE_RATE_LIMITED', { message, headers });
      }
      if (error instanceof QueueFullError) {
        const headers = { 'Retry-After': retryFullQueueAfter };
        throw new ContractError('P2CORE_UNAVAILABLE', { headers, cause: error });
      }
      throw error;
    }
  };
}

/** Seconds. */
const retryFullQueueAfter = '10';

function demandCurrentlyValid({ notBefore, notAfter }: IdCert): void {
  const time = now();
  if (time < notBefore - toleratedDifference || time > notAfter + toleratedDifference) {
    throw new IdCertError('malformed', 'the validity must hold now');
  }
}

function refusal({ reason, message }: IdCertError) {
  const error =
    reason === 'malformed'
      ? ('P2CORE_INVALID_ID_CERT' as const)
      : ('P2CORE_ID_CERT_UNTRUSTED' as const);
  return { error, message: `The ID-Cert is refused: ${message}.` };
}
