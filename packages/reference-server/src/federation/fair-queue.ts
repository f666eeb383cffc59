import { QueueFullError } from './errors.js';
import { queueLimits } from './limits.js';

interface Waiting {
  readonly domain: string;
  readonly start: () => void;
}

/**
 * Runs a bounded number of look-ups in the process and for each domain, and one at a time for each asker. Askers take
 * turns, so that an asker's look-ups delay no other asker.
 */
export class FairQueue {
  /** The waiting look-ups of each asker, in the order of the askers' turns. */
  readonly #lanes = new Map<string, Waiting[]>();
  readonly #busyAskers = new Set<string>();
  readonly #underWay = new Map<string, number>();
  #countUnderWay = 0;
  #countWaiting = 0;

  /**
   * Runs `lookUp` when it is its turn.
   *
   * @throws {QueueFullError} where too many wait already, or this one waited too long
   */
  async run<T>(domain: string, asker: string, lookUp: () => Promise<T>): Promise<T> {
    await this.#turn(domain, asker);
    try {
      return await lookUp();
    } finally {
      this.#busyAskers.delete(asker);
      this.#count(domain, -1);
      this.#startNext();
    }
  }

  #turn(domain: string, asker: string): Promise<void> {
    if (this.#countWaiting >= queueLimits.waiting) throw new QueueFullError('too many wait');
    return new Promise((resolve, reject) => {
      const lane = this.#lanes.get(asker) ?? [];
      const waiting: Waiting = {
        domain,
        start: () => {
          clearTimeout(patience);
          this.#remove(asker, waiting);
          this.#busyAskers.add(asker);
          this.#count(domain, 1);
          resolve();
        },
      };
      const patience = setTimeout(() => {
        this.#remove(asker, waiting);
        reject(new QueueFullError('waited too long'));
      }, queueLimits.waitMilliseconds);
      lane.push(waiting);
      this.#lanes.set(asker, lane);
      this.#countWaiting++;
      this.#startNext();
    });
  }

  #startNext(): void {
    for (const [asker, [next]] of this.#lanes) {
      if (this.#countUnderWay >= queueLimits.underWay) return;
      if (next && !this.#busyAskers.has(asker) && this.#hasRoom(next.domain)) next.start();
    }
  }

  #hasRoom(domain: string): boolean {
    return (this.#underWay.get(domain) ?? 0) < queueLimits.underWayPerDomain;
  }

  #count(domain: string, change: 1 | -1): void {
    this.#countUnderWay += change;
    const count = (this.#underWay.get(domain) ?? 0) + change;
    if (count === 0) this.#underWay.delete(domain);
    else this.#underWay.set(domain, count);
  }

  /** Removes a look-up, and puts its asker at the end of the row. */
  #remove(asker: string, waiting: Waiting): void {
    const others = (this.#lanes.get(asker) ?? []).filter((other) => other !== waiting);
    this.#countWaiting--;
    this.#lanes.delete(asker);
    if (others.length > 0) this.#lanes.set(asker, others);
  }
}
