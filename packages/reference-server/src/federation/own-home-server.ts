import { IdCertError } from '@p2core/id-cert';
import type { Identities } from '../identities.js';
import type { HomeServers } from './home-servers.js';

/** Looks the server's own domain up in its own store, and leaves the others to `others`. */
export function withOwnHomeServer(
  others: HomeServers,
  domain: string,
  identities: Identities,
): HomeServers {
  return {
    async certificateAt(asked, time) {
      if (asked !== domain) return others.certificateAt(asked, time);
      const identity = await identities.validAt(String(time));
      if (identity === undefined) {
        throw new IdCertError('untrusted', `${domain} had no certificate when the validity began`);
      }
      return identity.certificate;
    },
  };
}
