import { QueueFullError } from '../limits/fair-queue.js';

/** How many hashes of passwords may be made at once, and how many may wait (R27). */
export const hashLimits = { underWay: 2, waiting: 32, waitingPerAsker: 8 } as const;

/** The asker of a hash. */
export interface HashAsker {
  /** Unique among the askers. */
  readonly key: string;
  /**
   * How many wrong and unchecked passwords came from there lately; −1 where the actor's password came from there
   * before.
   */
  readonly wrong: number;
}

interface Waiting {
  readonly asker: HashAsker;
  /** How many of the same asker were in front of it. */
  readonly place: number;
  readonly start: () => void;
  readonly giveWay: () => void;
}

/**
 * Limits the hashes under way. The asker with the fewest wrong passwords goes first, and takes the place of one with
 * more, so that the owner gets in while others guess. Askers take turns.
 */
export class HashQueue {
  #waiting: Waiting[] = [];
  #underWay = 0;

  /**
   * Makes a hash when it is its turn.
   *
   * @throws {QueueFullError} where too many wait, or others took its place
   */
  async run<T>(asker: HashAsker, hash: () => Promise<T>): Promise<T> {
    if (this.#underWay >= hashLimits.underWay) await this.#turn(asker);
    else this.#underWay++;
    try {
      return await hash();
    } finally {
      this.#pass();
    }
  }

  #turn(asker: HashAsker): Promise<void> {
    const place = this.#waiting.filter((other) => other.asker.key === asker.key).length;
    if (place >= hashLimits.waitingPerAsker) throw new QueueFullError('too many wait');
    if (this.#waiting.length >= hashLimits.waiting) this.#makeRoom(asker);
    return new Promise((start, reject) => {
      const giveWay = () => reject(new QueueFullError('others came first'));
      this.#waiting.push({ asker, place, start, giveWay });
    });
  }

  /** Takes the place of the asker with the most wrong passwords. @throws {QueueFullError} where nobody has more */
  #makeRoom({ wrong }: HashAsker): void {
    const worst = this.#waiting.reduce((most, other) =>
      other.asker.wrong >= most.asker.wrong ? other : most,
    );
    if (worst.asker.wrong <= wrong) throw new QueueFullError('too many wait');
    this.#remove(worst);
    worst.giveWay();
  }

  /** Ends a turn; the next one begins. */
  #pass(): void {
    const [first, ...others] = this.#waiting;
    if (first === undefined) {
      this.#underWay--;
      return;
    }
    const next = others.reduce((best, other) => (isBefore(other, best) ? other : best), first);
    this.#remove(next);
    next.start();
  }

  #remove(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
  }
}

function isBefore(left: Waiting, right: Waiting): boolean {
  if (left.asker.wrong !== right.asker.wrong) return left.asker.wrong < right.asker.wrong;
  return left.place < right.place;
}
