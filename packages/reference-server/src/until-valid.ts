import { setTimeout as sleep } from 'node:timers/promises';
import { now } from './clock.js';
import { ClockError } from './clock-error.js';

/** A key that follows another of the same second begins in the next one; a longer wait is a wrong clock. */
const longestWait = 5;

/**
 * @param begins seconds since the epoch
 * @throws {ClockError} where that is more than some seconds away
 */
export function demandNear(begins: number): void {
  if (begins - now() > longestWait) throw new ClockError(begins);
}

/**
 * Waits until what begins at a time holds, so that nobody is handed what does not.
 *
 * @param begins seconds since the epoch
 * @throws {ClockError} where that is more than some seconds away, or the clock does not get there
 */
export async function untilValid(begins: number): Promise<void> {
  demandNear(begins);
  const milliseconds = begins * 1000 - Date.now();
  if (milliseconds > 0) await sleep(milliseconds + 1);
  if (begins > now()) throw new ClockError(begins);
}
