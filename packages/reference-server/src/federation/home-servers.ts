import { createClient } from '@p2core/client';
import type { Identities } from '../identities.js';
import { IdCertError } from '../pki/id-cert-error.js';

/** Where the certificates of actors' home servers come from (R20). */
export interface HomeServers {
  /**
   * The root certificate, PEM, that the home server of `domain` had at `time` (seconds since the epoch).
   * Throws a `HomeServerUnreachableError` where it cannot be fetched.
   */
  certificateAt(domain: string, time: number): Promise<string>;
}

/** A home server could not be asked; `message` says which and why. */
export class HomeServerUnreachableError extends Error {
  override readonly name = 'HomeServerUnreachableError';
}

const timeoutInMilliseconds = 10_000;

/**
 * Asks home servers over HTTPS at the domain of the Federation ID, or where `urls` says for a domain. The server's own
 * domain is looked up in its own store.
 */
export function createHomeServers(
  own: Identities,
  ownDomain: string,
  urls: ReadonlyMap<string, string>,
): HomeServers {
  return {
    async certificateAt(domain, time) {
      if (domain !== ownDomain) return fetchCertificate(domain, urls.get(domain), time);
      const identity = await own.validAt(String(time));
      if (identity === undefined) {
        throw new IdCertError('untrusted', `${domain} had no certificate when the validity began`);
      }
      return identity.certificate;
    },
  };
}

async function fetchCertificate(
  domain: string,
  url: string | undefined,
  timestamp: number,
): Promise<string> {
  const client = createClient({ baseUrl: url ?? `https://${domain}` });
  const signal = AbortSignal.timeout(timeoutInMilliseconds);
  const answer = await client.getServerIdCert({ timestamp }, { signal }).catch((cause) => {
    throw new HomeServerUnreachableError(`${domain} could not be asked for its certificate.`, {
      cause,
    });
  });
  if (answer.status !== 200) {
    throw new HomeServerUnreachableError(
      `${domain} answered ${answer.status} when asked for its certificate.`,
    );
  }
  return answer.body;
}
