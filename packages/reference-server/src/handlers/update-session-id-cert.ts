import { type IdCert, IdCertError, parseFid, readIdCert, verifyIssuer } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import { now } from '../clock.js';
import { HomeServerUnreachableError } from '../federation/home-server-unreachable-error.js';
import type { HomeServers } from '../federation/home-servers.js';
import type { ServerPrincipal } from '../principal.js';
import { IdCertRecordedError } from '../store/id-cert-recorded-error.js';
import type { Store } from '../store/store.js';

/** `PUT /session/idcert/extern` (R20). */
export function updateSessionIdCert(
  store: Store,
  homeServers: HomeServers,
): Handler<'updateSessionIdCert', ServerPrincipal> {
  return async ({ body }, { principal: { session } }) => {
    try {
      const idCert = demandCurrentlyValid(readIdCert(body));
      if (idCert.fid !== session?.fid || idCert.sessionId !== session.sessionId) {
        return { error: 'P2CORE_ID_CERT_MISMATCH' };
      }
      const { domain } = parseFid(idCert.fid);
      await verifyIssuer(idCert, await homeServers.certificateAt(domain, idCert.notBefore));
      const newCert = { ...idCert, certificate: idCert.pem };
      const wasLive = await store.idCerts.replace({ ...session, newCert }, now());
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
      throw error;
    }
  };
}

function demandCurrentlyValid(idCert: IdCert): IdCert {
  const time = now();
  if (time < idCert.notBefore || time > idCert.notAfter) {
    throw new IdCertError('malformed', 'the validity must hold now');
  }
  return idCert;
}

function refusal({ reason, message }: IdCertError) {
  const error =
    reason === 'malformed'
      ? ('P2CORE_INVALID_ID_CERT' as const)
      : ('P2CORE_ID_CERT_UNTRUSTED' as const);
  return { error, message: `The ID-Cert is refused: ${message}.` };
}
