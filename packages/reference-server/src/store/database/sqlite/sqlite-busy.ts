import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailableError } from '../../errors.js';
import { longestWait } from '../waits.js';

/**
 * Retries `attempt` while another connection has the database locked. SQLite's own `busy_timeout` stays 0: it would
 * block the thread, and with it the transaction that holds the lock, if that runs in this process.
 *
 * @param deadline on the clock of `performance`
 * @throws {StoreUnavailableError} after the deadline
 */
export async function whileBusy<T>(
  attempt: () => T,
  deadline = performance.now() + longestWait,
): Promise<T> {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > deadline) {
        const message = `the database was locked by another process for ${longestWait} ms`;
        throw new StoreUnavailableError(message, { cause: error });
      }
    }
    await sleep(1 + Math.random() * 9);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
