import { Failure } from './failure.js';

/** The time that a call has: until its time-out, or until the caller's signal. */
export interface Deadline {
  /** Rejects when the time is over. */
  passed: Promise<never>;
  /** Calls `listener` when the time is over. It costs less than an `AbortSignal`, which not every part needs. */
  onPassed(listener: (failure: Failure) => void): void;
  /** Throws where the time is over. */
  check(): void;
  /** How many milliseconds are left. */
  left(): number;
  /** Ends the watch. */
  stop(): void;
}

/** Timers hold no more; it is 24 days. */
const longestTimeout = 2 ** 31 - 1;

/** Begins the time of a call. */
export function startDeadline(timeout: number, signal: AbortSignal | undefined): Deadline {
  const listeners: Array<(failure: Failure) => void> = [];
  let failure: Failure | undefined;
  const end = (reason: Failure) => {
    failure ??= reason;
    for (const listener of listeners.splice(0)) listener(failure);
  };
  const passed = new Promise<never>((_resolve, reject) => {
    listeners.push(reject);
  });
  const onAbort = () => end(new Failure('ABORTED', 'the caller ended the call', signal?.reason));
  const onTimeout = () => end(new Failure('TIMEOUT', `no complete answer within ${timeout} ms`));
  const lastMoment = performance.now() + timeout;
  const timer = setTimeout(onTimeout, Math.min(timeout, longestTimeout));
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort);
  return {
    passed,
    onPassed(listener) {
      listeners.push(listener);
    },
    check() {
      if (failure) throw failure;
    },
    left: () => lastMoment - performance.now(),
    stop() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

/** Waits, and for ever once the time is over: who races against the deadline has left by then. */
export function wait(milliseconds: number, deadline: Deadline): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    deadline.onPassed(() => clearTimeout(timer));
  });
}
