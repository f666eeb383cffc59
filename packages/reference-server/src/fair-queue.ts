/** Too much work waits already, or this waited too long. It was not begun. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** How much work may be under way, and how much may wait how long. */
interface QueueLimits {
  /** Under way at the same time. */
  readonly underWay: number;
  /** Under way at the same time for subjects that are not known to be quick. */
  readonly underWayUnproven: number;
  /** Under way at the same time for one subject. */
  readonly underWayPerSubject: number;
  /** Waiting. */
  readonly waiting: number;
  /** Waiting for subjects that are not known to be quick. */
  readonly waitingUnproven: number;
  /** Waiting of one asker. */
  readonly waitingPerAsker: number;
  readonly waitMilliseconds: number;
}

interface Waiting {
  readonly subject: string;
  /** 1 where the subject is not known to be quick, else 0. */
  readonly unproven: 0 | 1;
  readonly start: () => void;
}

/**
 * Does a bounded amount of work at the same time, in all and for each subject, such as a domain that is asked, and one
 * piece at a time for each asker. Askers take turns, so that an asker's work delays no other asker. A share is kept for
 * subjects that are known to be quick, so that slow ones do not take everything.
 */
export class FairQueue {
  /** The waiting work of each asker, in the order of the askers' turns. */
  readonly #lanes = new Map<string, Waiting[]>();
  readonly #busyAskers = new Set<string>();
  readonly #limits: QueueLimits;
  readonly #underWay = new Map<string, number>();
  #countUnderWay = 0;
  #unprovenUnderWay = 0;
  #countWaiting = 0;
  #unprovenWaiting = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /**
   * Does `work` when it is its turn.
   *
   * @param isQuick whether the subject is known to be quick
   * @throws {QueueFullError} where too much waits already, or this waited too long
   */
  async run<T>(
    subject: string,
    asker: string,
    work: () => Promise<T>,
    isQuick = false,
  ): Promise<T> {
    const unproven = isQuick ? 0 : 1;
    await this.#turn(subject, asker, unproven);
    try {
      return await work();
    } finally {
      this.#busyAskers.delete(asker);
      this.#count(subject, -1);
      this.#unprovenUnderWay -= unproven;
      this.#startNext();
    }
  }

  #turn(subject: string, asker: string, unproven: 0 | 1): Promise<void> {
    const waits = this.#lanes.get(asker)?.length ?? 0;
    if (
      this.#countWaiting >= this.#limits.waiting ||
      (unproven === 1 && this.#unprovenWaiting >= this.#limits.waitingUnproven) ||
      waits >= this.#limits.waitingPerAsker
    ) {
      throw new QueueFullError('too much waits');
    }
    return new Promise((resolve, reject) => {
      const lane = this.#lanes.get(asker) ?? [];
      const waiting: Waiting = {
        subject,
        unproven,
        start: () => {
          clearTimeout(patience);
          this.#remove(asker, waiting);
          this.#busyAskers.add(asker);
          this.#count(subject, 1);
          this.#unprovenUnderWay += unproven;
          resolve();
        },
      };
      const patience = setTimeout(() => {
        this.#remove(asker, waiting);
        reject(new QueueFullError('waited too long'));
      }, this.#limits.waitMilliseconds);
      lane.push(waiting);
      this.#lanes.set(asker, lane);
      this.#countWaiting++;
      this.#unprovenWaiting += unproven;
      this.#startNext();
    });
  }

  #startNext(): void {
    for (const [asker, [next]] of this.#lanes) {
      if (this.#countUnderWay >= this.#limits.underWay) return;
      if (next && !this.#busyAskers.has(asker) && this.#hasRoom(next)) next.start();
    }
  }

  #hasRoom({ subject, unproven }: Waiting): boolean {
    if (unproven === 1 && this.#unprovenUnderWay >= this.#limits.underWayUnproven) return false;
    return (this.#underWay.get(subject) ?? 0) < this.#limits.underWayPerSubject;
  }

  #count(subject: string, change: 1 | -1): void {
    this.#countUnderWay += change;
    const count = (this.#underWay.get(subject) ?? 0) + change;
    if (count === 0) this.#underWay.delete(subject);
    else this.#underWay.set(subject, count);
  }

  /** Removes work that waits, and puts its asker at the end of the row. */
  #remove(asker: string, waiting: Waiting): void {
    const others = (this.#lanes.get(asker) ?? []).filter((other) => other !== waiting);
    this.#countWaiting--;
    this.#unprovenWaiting -= waiting.unproven;
    this.#lanes.delete(asker);
    if (others.length > 0) this.#lanes.set(asker, others);
  }
}
