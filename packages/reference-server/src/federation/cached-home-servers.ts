import { LRUCache } from 'lru-cache';
import { HomeServerUnreachableError } from './home-server-unreachable-error.js';
import type { HomeServers } from './home-servers.js';

/** How many certificates, and how many unreachable domains, are kept at most. */
const maxEntries = 10_000;

/** How long a domain that could not be asked is not asked again. */
const unreachableInMilliseconds = 30_000;

/**
 * Keeps what home servers answered, for `lifetime` seconds (the protocol recommends 1 to 12 hours), and that one could
 * not be asked, for half a minute. A domain is asked one question at a time.
 */
export function cachedHomeServers(origin: HomeServers, lifetime: number): HomeServers {
  const certificates = new LRUCache<string, string>({ max: maxEntries, ttl: lifetime * 1000 });
  const unreachable = new LRUCache<string, HomeServerUnreachableError>({
    max: maxEntries,
    ttl: unreachableInMilliseconds,
  });
  const underWay = new Map<string, Promise<unknown>>();

  async function ask(domain: string, time: number): Promise<string> {
    try {
      const certificate = await origin.certificateAt(domain, time);
      certificates.set(`${domain} ${time}`, certificate);
      return certificate;
    } catch (error) {
      if (error instanceof HomeServerUnreachableError) unreachable.set(domain, error);
      throw error;
    } finally {
      underWay.delete(domain);
    }
  }

  return {
    async certificateAt(domain, time) {
      while (underWay.has(domain)) await underWay.get(domain)?.catch(() => {});
      const cached = certificates.get(`${domain} ${time}`);
      if (cached !== undefined) return cached;
      const failure = unreachable.get(domain);
      if (failure !== undefined) throw failure;
      const question = ask(domain, time);
      underWay.set(domain, question);
      return question;
    },
  };
}
