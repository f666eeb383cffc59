import { LRUCache } from 'lru-cache';
import { atMost } from './at-most.js';

/** Too much work waits, or this work waited too long or gave way to others. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** The limits of work under way and of waiting work. */
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
  /** How long work may be under way before it gives way to work that waits. */
  readonly undisturbedMilliseconds: number;
}

interface Piece {
  readonly subject: string;
  readonly asker: string;
  /** 1 where the subject is not known to be quick, else 0. */
  readonly unproven: 0 | 1;
  /** Ends it with a `QueueFullError`. */
  readonly giveWay: () => void;
}

interface Waiting extends Piece {
  readonly start: () => void;
}

/** How many askers and subjects that gave way are remembered, and for how long. */
const remembered = { ...atMost(10_000), ttl: 3_600_000 };

/**
 * Limits the work under way: in all, for each subject (such as a domain), and to one piece for each asker. Askers take
 * turns, so that one asker's work does not delay another's. A share is reserved for subjects that are known to be
 * quick. Long work gives way where other work waits, and its asker then comes after the others, so that slow work
 * cannot keep others waiting.
 */
export class FairQueue {
  /** The waiting work of each asker, in the order of the askers' turns. */
  readonly #lanes = new Map<string, Waiting[]>();
  readonly #busyAskers = new Set<string>();
  readonly #limits: QueueLimits;
  readonly #underWay = new Map<string, number>();
  /** Under way for so long that it gives way; the oldest first. */
  readonly #late = new Set<Piece>();
  /** How often work of an asker, or for a subject, gave way. */
  readonly #gaveWay = new LRUCache<string, number>(remembered);
  #isMakingRoom = false;
  #countUnderWay = 0;
  #unprovenUnderWay = 0;
  #countWaiting = 0;
  #unprovenWaiting = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /**
   * Runs `work` in its turn. It must end when the signal tells it to give way.
   *
   * @param isQuick whether the subject is known to be quick
   * @throws {QueueFullError} where too much waits already, or this waited too long or gave way
   */
  async run<T>(
    subject: string,
    asker: string,
    work: (signal: AbortSignal) => Promise<T>,
    isQuick = false,
  ): Promise<T> {
    const unproven = isQuick ? 0 : 1;
    await this.#turn(subject, asker, unproven);
    const controller = new AbortController();
    const piece: Piece = {
      ...{ subject, asker, unproven },
      giveWay: () => controller.abort(new QueueFullError('others wait, and this took long')),
    };
    const undisturbed = setTimeout(() => {
      this.#late.add(piece);
      this.#makeRoom();
    }, this.#limits.undisturbedMilliseconds);
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(undisturbed);
      this.#late.delete(piece);
      if (controller.signal.aborted) this.#isMakingRoom = false;
      this.#busyAskers.delete(asker);
      this.#count(piece, -1);
      this.#startNext();
      this.#makeRoom();
    }
  }

  #turn(subject: string, asker: string, unproven: 0 | 1): Promise<void> {
    const waits = this.#lanes.get(asker)?.length ?? 0;
    if (waits >= this.#limits.waitingPerAsker) throw new QueueFullError('too much waits');
    if (this.#countWaiting >= this.#limits.waiting) this.#takePlace(asker, subject, 0);
    if (unproven === 1 && this.#unprovenWaiting >= this.#limits.waitingUnproven) {
      this.#takePlace(asker, subject, 1);
    }
    return new Promise((resolve, reject) => {
      const lane = this.#lanes.get(asker) ?? [];
      const waiting: Waiting = {
        ...{ subject, asker, unproven },
        start: () => {
          clearTimeout(patience);
          this.#remove(waiting);
          this.#busyAskers.add(asker);
          this.#count(waiting, 1);
          resolve();
        },
        giveWay: () => {
          clearTimeout(patience);
          this.#remove(waiting);
          reject(new QueueFullError('too much waits'));
        },
      };
      const patience = setTimeout(() => {
        this.#remove(waiting);
        reject(new QueueFullError('waited too long'));
      }, this.#limits.waitMilliseconds);
      lane.push(waiting);
      this.#lanes.set(asker, lane);
      this.#countWaiting++;
      this.#unprovenWaiting += unproven;
      this.#startNext();
      this.#makeRoom();
    });
  }

  /**
   * Takes the place of the last waiting work of an asker who has more of it, or whose work gave way more often.
   *
   * @throws {QueueFullError} where there is none
   */
  #takePlace(asker: string, subject: string, unproven: 0 | 1): void {
    const own = (this.#lanes.get(asker)?.length ?? 0) + 1 + this.#rank({ asker, subject });
    let [most, worst]: [number, Waiting | undefined] = [own, undefined];
    for (const lane of this.#lanes.values()) {
      const last = lane.findLast((waiting) => waiting.unproven >= unproven);
      const cost = last ? lane.length + this.#rank(last) : 0;
      if (cost > most) [most, worst] = [cost, last];
    }
    if (worst === undefined) throw new QueueFullError('too much waits');
    worst.giveWay();
  }

  #startNext(): void {
    for (let next = this.#next(true); next !== undefined; next = this.#next(true)) next.start();
  }

  /** Where work waits only for room, one long piece gives way. */
  #makeRoom(): void {
    if (this.#isMakingRoom || this.#late.size === 0) return;
    const next = this.#next(false);
    if (next === undefined) return;
    const anyHelps = this.#countUnderWay >= this.#limits.underWay || next.unproven === 0;
    for (const late of this.#late) {
      if (!anyHelps && late.unproven === 0) continue;
      this.#late.delete(late);
      this.#isMakingRoom = true;
      for (const name of [late.asker, `to ${late.subject}`]) {
        this.#gaveWay.set(name, (this.#gaveWay.get(name) ?? 0) + 1);
      }
      late.giveWay();
      return;
    }
  }

  /**
   * The work whose turn it is: that of the askers and subjects that gave way least often, and of those the first.
   *
   * @param withRoom whether there has to be room for it
   */
  #next(withRoom: boolean): Waiting | undefined {
    if (withRoom && this.#countUnderWay >= this.#limits.underWay) return undefined;
    let [least, best]: [number, Waiting | undefined] = [Number.POSITIVE_INFINITY, undefined];
    for (const [asker, [next]] of this.#lanes) {
      if (!next || this.#busyAskers.has(asker) || !this.#mayStart(next, withRoom)) continue;
      const rank = this.#rank(next);
      if (rank < least) [least, best] = [rank, next];
      if (rank === 0) break;
    }
    return best;
  }

  #mayStart({ subject, unproven }: Piece, withRoom: boolean): boolean {
    if ((this.#underWay.get(subject) ?? 0) >= this.#limits.underWayPerSubject) return false;
    return !withRoom || unproven === 0 || this.#unprovenUnderWay < this.#limits.underWayUnproven;
  }

  #rank({ asker, subject }: Pick<Piece, 'asker' | 'subject'>): number {
    return (this.#gaveWay.get(asker) ?? 0) + (this.#gaveWay.get(`to ${subject}`) ?? 0);
  }

  #count({ subject, unproven }: Piece, change: 1 | -1): void {
    this.#countUnderWay += change;
    this.#unprovenUnderWay += change * unproven;
    const count = (this.#underWay.get(subject) ?? 0) + change;
    if (count === 0) this.#underWay.delete(subject);
    else this.#underWay.set(subject, count);
  }

  /** Removes waiting work, and puts its asker at the end of the queue. */
  #remove(waiting: Waiting): void {
    const others = (this.#lanes.get(waiting.asker) ?? []).filter((other) => other !== waiting);
    this.#countWaiting--;
    this.#unprovenWaiting -= waiting.unproven;
    this.#lanes.delete(waiting.asker);
    if (others.length > 0) this.#lanes.set(waiting.asker, others);
  }
}
