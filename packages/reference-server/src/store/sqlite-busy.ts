import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailableError } from './store-unavailable-error.js';

/** How long to wait for a lock that another process holds, in milliseconds. */
export const busyTimeout = 5000;

/**
 * Tries `attempt` again and again while the database is locked. SQLite's own `busy_timeout` would block the thread
 * meanwhile, and with it the very transaction that is waited for, if that runs in this process.
 *
 * @throws {StoreUnavailableError} after `busyTimeout`
 */
export async function whileBusy<T>(attempt: () => T): Promise<T> {
  const deadline = performance.now() + busyTimeout;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > deadline) {
        const message = `the database was locked by another process for ${busyTimeout} ms`;
        throw new StoreUnavailableError(message, { cause: error });
      }
    }
    await sleep(1 + Math.random() * 9);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
