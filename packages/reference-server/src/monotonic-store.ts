import type { ClientRateLimitInfo, Store } from 'express-rate-limit';
import { LRUCache } from 'lru-cache';

/** How many keys are counted at the same time: strangers choose them, so that there is an end to their number. */
const mostKeys = 100_000;

/** Counts hits for each key in windows that begin with the first of them, by a clock that nobody can set. */
export class MonotonicStore implements Store {
  readonly localKeys = true;
  readonly #hits: LRUCache<string, { count: number }>;

  /** @param window in milliseconds */
  constructor(window: number) {
    this.#hits = new LRUCache({ max: mostKeys, ttl: window, perf: performance });
  }

  increment(key: string): ClientRateLimitInfo {
    const totalHits = this.add(key, 1);
    // What reads the date subtracts the wall clock's time again.
    return { totalHits, resetTime: new Date(Date.now() + this.#left(key)) };
  }

  decrement(key: string): void {
    this.add(key, -1);
  }

  resetKey(key: string): void {
    this.#hits.delete(key);
  }

  /** Counts further hits, and returns how many there are. */
  add(key: string, count: number): number {
    const hits = this.#hits.get(key) ?? { count: 0 };
    if (!this.#hits.has(key)) this.#hits.set(key, hits);
    hits.count += count;
    return hits.count;
  }

  /** Whole seconds until the counting begins anew; at least one. */
  secondsLeft(key: string): number {
    return Math.max(1, Math.ceil(this.#left(key) / 1000));
  }

  #left(key: string): number {
    return this.#hits.getRemainingTTL(key);
  }
}
