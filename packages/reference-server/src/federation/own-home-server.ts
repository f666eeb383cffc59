import { IdCertError, parseFid, verifyIssuer } from '@p2core/id-cert';
import type { Identities } from '../identities.js';
import type { HomeServers } from './home-servers.js';

/** Verifies ID-Certs of the server's own domain with its own store, and the others with `others`. */
export function withOwnHomeServer(
  others: HomeServers,
  domain: string,
  identities: Identities,
): HomeServers {
  return {
    ...others,
    isForeign: (fid) => parseFid(fid).domain !== domain,
    async verify(idCert, asker) {
      if (parseFid(idCert.fid).domain !== domain) return others.verify(idCert, asker);
      const identity = await identities.validAt(String(idCert.notBefore));
      if (identity === undefined) {
        throw new IdCertError('untrusted', `${domain} had no certificate when the validity began`);
      }
      await verifyIssuer(idCert, identity.certificate);
    },
  };
}
