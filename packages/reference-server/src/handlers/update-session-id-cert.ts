import { readIdCert } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import { now } from '../clock/clock.js';
import { sessionAsks } from '../federation/home-servers.js';
import { dailyIdCerts } from '../federation/limits.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { askAgainAfter } from '../sessions/session-life.js';
import { IdCertRecordedError } from '../store/errors.js';
import { demandCurrentlyValid, refusalOf } from './id-cert-refusal.js';

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
      if (error instanceof IdCertRecordedError) {
        return {
          error: 'P2CORE_INVALID_ID_CERT',
          message: 'The ID-Cert is refused: the session had it before, and it was invalidated.',
        };
      }
      return refusalOf(error);
    }
  };
}
