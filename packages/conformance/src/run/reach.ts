import { operations } from '@p2core/types';
import type { Fixture } from '../fixture/fixture.js';
import { buildRequest } from '../http/build-request.js';
import { exchange } from '../http/exchange.js';
import { UsageError } from './usage-error.js';

/**
 * Asks the server for anything, before the first case does.
 *
 * @throws {UsageError} where nothing answers
 */
export async function reach({ url }: Fixture, timeout: number): Promise<void> {
  const { origin, pathname } = new URL(url);
  const { method, path } = operations.getChallenge;
  const request = buildRequest(origin, method, pathname.replace(/\/$/, '') + path, {});
  try {
    await exchange(request, AbortSignal.timeout(timeout));
  } catch (error) {
    const { message, code, errors } = error as Error & { code?: string; errors?: Error[] };
    if (code === 'ECONNRESET') return; // something is there, and it is the cases that judge it
    const reason = code === 'ABORT_ERR' ? `no answer within ${timeout} ms` : message;
    throw new UsageError(
      `there is no server to test at ${url}: ${reason || errors?.[0]?.message || code}`,
    );
  }
}
