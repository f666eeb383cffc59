import { Failure } from '../answer/failure.js';

/** The longest time of a timer: 24 days. */
const longestTimeout = 2 ** 31 - 1;

/**
 * The deadline of a call: its time-out, or the caller's signal. It makes an `AbortSignal`, which costs three times as
 * much, only for `fetch`.
 */
export class Deadline {
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #end: number;
  readonly #signal: AbortSignal | undefined;
  readonly #listeners: Array<(failure: Failure) => void> = [];
  #failure: Failure | undefined;

  constructor(timeout: number, signal: AbortSignal | undefined) {
    const lasting = Math.min(timeout, longestTimeout);
    this.#end = performance.now() + lasting;
    this.#signal = signal;
    this.#timer = setTimeout(
      () => this.#pass(new Failure('TIMEOUT', `no complete answer within ${lasting} ms`)),
      lasting,
    );
    if (signal?.aborted) this.#onAbort();
    signal?.addEventListener('abort', this.#onAbort);
  }

  /** Calls `listener` when the time is over; at once if it is over already. */
  onPassed(listener: (failure: Failure) => void): void {
    if (this.#failure) listener(this.#failure);
    this.#listeners.push(listener);
  }

  /** Throws if the time is over. */
  check(): void {
    if (this.#failure) throw this.#failure;
  }

  /** How many milliseconds are left. */
  left(): number {
    return this.#end - performance.now();
  }

  /**
   * Waits so many milliseconds. If the deadline comes first, the promise never settles: race it against the deadline.
   */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.onPassed(() => clearTimeout(timer));
    });
  }

  /** Stops the timer, and removes the listener from the caller's signal. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = () =>
    this.#pass(new Failure('ABORTED', 'the caller ended the call', this.#signal?.reason));

  #pass(failure: Failure): void {
    this.#failure = failure;
    for (const listener of this.#listeners) listener(failure);
  }
}
