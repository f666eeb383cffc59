import { setTimeout as sleep } from 'node:timers/promises';
import { now } from './clock.js';
import { ClockError } from './clock-error.js';

/**
 * The longest wait in seconds. A key that follows another within one second begins in the next; a longer wait means a
 * wrong clock.
 */
const longestWait = 5;

/**
 * @param begins seconds since the epoch
 * @throws {ClockError} where that is more than `longestWait` away
 */
export function demandNear(begins: number): void {
  if (begins - now() > longestWait) throw new ClockError(begins);
}

/**
 * Waits until a certificate that begins at a time is valid, so that nobody gets one that is not.
 *
 * @param begins seconds since the epoch
 * @throws {ClockError} where that is more than `longestWait` away, or the clock does not get there
 */
export async function untilValid(begins: number): Promise<void> {
  demandNear(begins);
  const milliseconds = begins * 1000 - Date.now();
  if (milliseconds > 0) await sleep(milliseconds + 1);
  if (begins > now()) throw new ClockError(begins);
}
