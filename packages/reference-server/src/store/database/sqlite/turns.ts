import { StoreUnavailableError } from '../../errors.js';
import { mostWaiting } from '../waits.js';

/** Gives callers their turns in the order in which they ask. */
export class Turns {
  readonly #waiting = new Set<() => void>();
  #isTaken = false;

  /**
   * @param deadline on the clock of `performance`
   * @throws {StoreUnavailableError} after the deadline, or at once where too many wait already
   */
  async take(deadline: number): Promise<void> {
    if (!this.#isTaken) {
      this.#isTaken = true;
      return;
    }
    if (this.#waiting.size >= mostWaiting) {
      throw new StoreUnavailableError(`${mostWaiting} calls wait for the database already`);
    }
    await new Promise<void>((resolve, reject) => {
      const proceed = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(proceed);
        reject(new StoreUnavailableError('others kept the database busy for too long'));
      }, deadline - performance.now());
      this.#waiting.add(proceed);
    });
  }

  /** Ends the turn. */
  pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#isTaken = false;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
