import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Pseudo-random numbers of a seed: the same seed gives the same ones. */
export class Random {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** In [0, 1). */
  next(): number {
    return uniformFloat64(this.#generator);
  }

  /** A wait until the next of events that come `rate` times a second, in seconds. */
  wait(rate: number): number {
    return -Math.log(1 - this.next()) / rate;
  }

  /** A whole number of `count`, where the n-th is 1/n as likely as the first (Zipf). */
  popular(count: number): number {
    return Math.min(count - 1, Math.floor((count + 1) ** this.next()) - 1);
  }
}
