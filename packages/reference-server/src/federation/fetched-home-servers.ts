import os from 'node:os';
import { createClient } from '@p2core/client';
import { IdCertError } from '@p2core/id-cert';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { HomeServerUnreachableError } from './home-server-unreachable-error.js';
import type { HomeServers } from './home-servers.js';
import { createLimitedFetch } from './limited-fetch.js';

const timeoutInMilliseconds = 10_000;

/**
 * Refuses every address that is not public or is the host's own, at the moment of connecting: a name that resolves anew
 * gains nothing.
 */
function publicAddresses(): RequestFilteringHttpsAgent {
  const own = Object.values(os.networkInterfaces()).flatMap((addresses = []) => addresses);
  return new RequestFilteringHttpsAgent({
    denyIPAddressList: own.map(({ address }) => address),
  });
}

/**
 * Asks home servers over HTTPS, at the domain of the Federation ID, and never at an address of the host's own or a
 * private network. A domain in `urls` is asked there instead, wherever that is: its operator has said so.
 */
export function fetchedHomeServers(urls: ReadonlyMap<string, string>): HomeServers {
  return {
    async certificateAt(domain, timestamp) {
      const url = urls.get(domain);
      const client = createClient({
        baseUrl: url ?? `https://${domain}`,
        fetch: createLimitedFetch(url === undefined ? publicAddresses() : undefined),
        retries: 0,
      });
      const signal = AbortSignal.timeout(timeoutInMilliseconds);
      const answer = await client.getServerIdCert({ timestamp }, { signal }).catch((cause) => {
        throw new HomeServerUnreachableError(`${domain} could not be asked for its certificate.`, {
          cause,
        });
      });
      if (answer.status === 404) {
        throw new IdCertError('untrusted', `${domain} had no certificate when the validity began`);
      }
      if (answer.status !== 200) {
        throw new HomeServerUnreachableError(
          `${domain} answered ${answer.status} when it was asked for its certificate.`,
        );
      }
      if (typeof answer.body !== 'string') {
        throw new HomeServerUnreachableError(`${domain} did not answer with a certificate.`);
      }
      return answer.body;
    },
  };
}
