import { LRUCache } from 'lru-cache';
import { rootLimits } from './limits.js';

/** A root certificate, and the seconds between which its home server is known to have used it. */
interface KnownRoot {
  /** PEM. */
  readonly certificate: string;
  first: number;
  last: number;
}

/**
 * The root certificates of home servers that were found well-formed and the domain's own, each with the time for which
 * nobody need ask: a server uses one root after the other (R19), so that between two seconds of one root there is no
 * other. What is asked for makes none of it grow but the span of a root.
 */
export class VerifiedRoots {
  readonly #byDomain: LRUCache<string, KnownRoot[]>;

  /** @param lifetime for how many seconds what is known of a domain is kept */
  constructor(lifetime: number) {
    this.#byDomain = new LRUCache({
      max: rootLimits.domains,
      maxSize: rootLimits.octets,
      sizeCalculation: (roots) => roots.reduce((sum, root) => sum + root.certificate.length, 1),
      ttl: lifetime * 1000,
      noUpdateTTL: true,
    });
  }

  /** The root that a domain is known to have used at a time; PEM. */
  at(domain: string, time: number): string | undefined {
    const roots = this.#byDomain.get(domain) ?? [];
    return roots.find(({ first, last }) => first <= time && time <= last)?.certificate;
  }

  /**
   * Keeps that a domain used a root at a time.
   *
   * @param clock the domain's clock: what it says of the second that is not over yet, and of later ones, may change
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
