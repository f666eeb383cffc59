import * as table from '../generated/call-table.js';
import { type CalledOperation, isDeclaredError } from '../operation.js';

const statusesToRepeat: readonly number[] = table.retryAfter;

/** The statuses of a gateway that cannot reach its server (RFC 9110 sections 15.6.3 and 15.6.5). */
const gatewayStatuses = [502, 504];

/**
 * Whether a call may be retried after an answer: the contract declares `Retry-After` for its status, or it comes from a
 * gateway and the contract does not declare its status. A status below 500 says that the server did not act, so every
 * operation may be retried after it.
 */
export function asksToRepeat(status: number, operation: CalledOperation): boolean {
  if (statusesToRepeat.includes(status)) return !operation.once || status < 500;
  return !operation.once && gatewayStatuses.includes(status) && !isDeclaredError(operation, status);
}

const firstPause = 250;
const longestPause = 8_000;

/**
 * How many milliseconds to wait before the next attempt: the time of `Retry-After`, in seconds or as a date, plus a
 * time that doubles with each attempt. Up to half of that is random, so that not all clients return at once.
 */
export function pauseBefore(attempt: number, headers?: Headers): number {
  const backOff = Math.min(longestPause, firstPause * 2 ** attempt) * (1 - Math.random() / 2);
  return backOff + retryAfter(headers?.get('retry-after'));
}

function retryAfter(value: string | null | undefined): number {
  if (!value) return 0;
  const pause = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Math.max(pause || 0, 0);
}
