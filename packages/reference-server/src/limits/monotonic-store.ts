import { LRUCache } from 'lru-cache';
import { atMost } from './at-most.js';

/** The most keys at the same time: strangers choose them, so their number needs a bound. */
const mostKeys = 100_000;

/** Counts hits for each key in windows that begin with the first hit, by the monotonic clock. */
export class MonotonicStore {
  readonly #hits: LRUCache<string, { count: number }>;
  readonly #window: number;

  /** @param window in milliseconds */
  constructor(window: number) {
    this.#window = window;
    this.#hits = new LRUCache({ ...atMost(mostKeys), ttl: window, perf: performance });
  }

  /** Adds hits, and returns their number. */
  add(key: string, count: number): number {
    const hits = this.#hits.get(key) ?? { count: 0 };
    if (!this.#hits.has(key)) this.#hits.set(key, hits);
    hits.count += count;
    return hits.count;
  }

  /** Whole seconds until the window ends; at least one. */
  secondsLeft(key: string): number {
    // The cache reads the clock at most once a millisecond, so a new entry may seem to begin later.
    const left = Math.min(this.#window, this.#hits.getRemainingTTL(key));
    return Math.max(1, Math.ceil(left / 1000));
  }
}
