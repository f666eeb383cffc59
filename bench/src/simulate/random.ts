import { Random } from '@p2core/testing/random';

/** A source of random waits and choices that a seed repeats. */
export class LoadRandom extends Random {
  /** A wait until the next of events that come `rate` times a second, in seconds. */
  wait(rate: number): number {
    return -Math.log(1 - this.next()) / rate;
  }

  /** A whole number of `count`, where the n-th is 1/n as likely as the first (Zipf). */
  popular(count: number): number {
    return Math.min(count - 1, Math.floor((count + 1) ** this.next()) - 1);
  }
}
