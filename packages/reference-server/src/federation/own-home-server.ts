import { IdCertError, parseFid, verifyIssuer } from '@p2core/id-cert';
import type { Identities } from '../pki/identities.js';
import type { IdCerts } from '../store/id-certs/id-certs.js';
import type { HomeServers } from './home-servers.js';

/** Judges ID-Certs of the server's own domain by its own store, and the others by `others`. */
export function withOwnHomeServer(
  others: HomeServers,
  domain: string,
  identities: Identities,
  idCerts: IdCerts,
): HomeServers {
  const isForeign = (fid: string) => parseFid(fid).domain !== domain;
  return {
    isForeign,
    async verify(idCert, asker) {
      if (isForeign(idCert.fid)) return others.verify(idCert, asker);
      const identity = await identities.validAt(String(idCert.notBefore));
      if (identity === undefined) {
        throw new IdCertError('untrusted', `${domain} had no certificate when the validity began`);
      }
      await verifyIssuer(idCert, identity.certificate);
    },

    async statusOf(idCert, asker) {
      const { fid, sessionId, pem } = idCert;
      if (isForeign(fid)) return others.statusOf(idCert, asker);
      const current = await idCerts.currentOf(fid, sessionId);
      if (current === undefined) return 'invalidated';
      return current.certificate === pem ? 'valid' : 'replaced';
    },
  };
}
