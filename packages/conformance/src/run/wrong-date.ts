import type { SentRequest } from '../http/request.js';
import type { Failure } from './failure.js';

/** The cause of failures in times, where the server's clock or its Date is wrong. */
export const wrongDate =
  "times do not fit, for the server's clock or its Date is wrong: set it first";

/** A time within so many seconds of now counts as present: challenges expire after at most ten minutes. */
const around = 900;

/**
 * Whether a failure concerns a present time, sent, expected or answered, while the server's Date differs from this
 * machine's clock.
 *
 * @param ahead how many milliseconds the Date is ahead of this machine's clock
 */
export function isOverTimes(
  { expected, actual }: Pick<Failure, 'expected' | 'actual'>,
  request: SentRequest | undefined,
  ahead: number,
): boolean {
  if (ahead === 0) return false;
  const now = Date.now() / 1000;
  const most = Math.abs(ahead) / 1000 + around;
  const texts = [expected, actual, request?.url ?? '', request?.content?.toString() ?? ''];
  return texts.flatMap(timesIn).some((time) => Math.abs(time - now) <= most);
}

/** The times in a text, in seconds since the epoch. */
export function timesIn(text: string): number[] {
  return (text.match(/\b\d{10}\b/g) ?? []).map(Number);
}
