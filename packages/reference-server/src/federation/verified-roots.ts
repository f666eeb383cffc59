import { LRUCache } from 'lru-cache';
import { rootLimits } from './limits.js';

/** A root certificate, and the first and last second at which its home server is known to have used it. */
interface KnownRoot {
  /** PEM. */
  readonly certificate: string;
  first: number;
  last: number;
}

/**
 * Verified root certificates of home servers, each with the span of time for which it is known. A server uses one root
 * after the other (R19), so between two seconds of one root no other was in use. A look-up only widens the span of a
 * root.
 */
export class VerifiedRoots {
  readonly #byDomain: LRUCache<string, KnownRoot[]>;

  /** @param lifetime how many seconds the roots of a domain are kept */
  constructor(lifetime: number) {
    this.#byDomain = new LRUCache({
      // A least size bounds the number of domains too; `max` would take the memory of all of them at once.
      maxSize: rootLimits.octets,
      sizeCalculation: (roots) =>
        Math.max(
          Math.ceil(rootLimits.octets / rootLimits.domains),
          roots.reduce((sum, root) => sum + root.certificate.length, 0),
        ),
      ttl: lifetime * 1000,
      noUpdateTTL: true,
    });
  }

  /** The root (PEM) that a domain is known to have used at a time. */
  at(domain: string, time: number): string | undefined {
    const roots = this.#byDomain.get(domain) ?? [];
    return roots.find(({ first, last }) => first <= time && time <= last)?.certificate;
  }

  /**
   * Records that a domain used a root at a time.
   *
   * @param clock the domain's clock: its answer for the current second and later ones may still change
   */
  keep(domain: string, certificate: string, time: number, clock: number): void {
    if (time >= clock) return;
    const roots = this.#byDomain.get(domain) ?? [];
    const known = roots.find((root) => root.certificate === certificate);
    if (known) {
      known.first = Math.min(known.first, time);
      known.last = Math.max(known.last, time);
    } else {
      const others = roots.slice(1 - rootLimits.perDomain);
      this.#byDomain.set(domain, [...others, { certificate, first: time, last: time }]);
    }
  }
}
