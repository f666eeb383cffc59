import { Failure } from './failure.js';

/** The time that a call has: until its time-out, or until the caller's signal. */
export interface Deadline {
  /** Aborted when the time is over. */
  signal: AbortSignal;
  /** Rejects when the time is over. */
  passed: Promise<never>;
  /** How many milliseconds are left. */
  left(): number;
  /** Ends the watch. */
  stop(): void;
}

/** Timers hold no more; it is 24 days. */
const longestTimeout = 2 ** 31 - 1;

/** Begins the time of a call. */
export function startDeadline(timeout: number, callerSignal?: AbortSignal): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const passed = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  const onTimeout = () =>
    controller.abort(new Failure('TIMEOUT', `no complete answer within ${timeout} ms`));
  const onAbort = () =>
    controller.abort(new Failure('ABORTED', 'the caller ended the call', callerSignal?.reason));
  const end = performance.now() + timeout;
  const timer = setTimeout(onTimeout, Math.min(timeout, longestTimeout));
  if (callerSignal?.aborted) onAbort();
  callerSignal?.addEventListener('abort', onAbort);
  return {
    signal,
    passed,
    left: () => end - performance.now(),
    stop() {
      clearTimeout(timer);
      callerSignal?.removeEventListener('abort', onAbort);
    },
  };
}

/** Waits, and for ever once `signal` is aborted: whoever races against the deadline has left by then. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
