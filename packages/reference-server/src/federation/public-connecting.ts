import { Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import os from 'node:os';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { Connecting } from './limited-fetch.js';

/**
 * Connects with HTTPS to public addresses only. It refuses private addresses and those of this host at the moment of
 * connecting, so that DNS rebinding does not help.
 */
export function publicConnecting(): Connecting {
  const own = Object.values(os.networkInterfaces()).flatMap((addresses = []) => addresses);
  const denyIPAddressList = own.map(({ address }) => address);
  return { agent: new RequestFilteringHttpsAgent({ denyIPAddressList }), lookup: lookUpByDns };
}

/**
 * Looks names up with DNS and a time-out. `dns.lookup` has no time-out, so four names whose servers do not answer would
 * block libuv's four threads.
 */
const lookUpByDns: LookupFunction = (host, options, callback) => {
  addressesOf(host).then(
    (addresses) => {
      const [first] = addresses;
      if (first === undefined) callback(new Error(`${host} has no address`), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    },
    (error) => callback(error, []),
  );
};

async function addressesOf(host: string): Promise<{ address: string; family: 4 | 6 }[]> {
  // RFC 6761 section 6.3: name servers need not know `localhost`.
  if (/^(?:.*\.)?localhost\.?$/i.test(host)) return [{ address: '127.0.0.1', family: 4 }];
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
  return [
    ...(four.status === 'fulfilled' ? four.value : []).map((address) => ({
      address,
      family: 4 as const,
    })),
    ...(six.status === 'fulfilled' ? six.value : []).map((address) => ({
      address,
      family: 6 as const,
    })),
  ];
}
