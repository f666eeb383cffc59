import type { Answer } from '../http/answer.js';

/** The server's time of an answer, in seconds since the epoch; this machine's where the answer has no Date. */
export function timeOf({ headers }: Pick<Answer, 'headers'>): number {
  const date = Date.parse(headers.get('Date') ?? '');
  return Math.floor((Number.isNaN(date) ? Date.now() : date) / 1000);
}

/** How many milliseconds the server's clock is ahead of this machine's, by a new answer. */
export function aheadOf({ headers }: Pick<Answer, 'headers'>): number {
  const date = Date.parse(headers.get('Date') ?? '');
  const now = Date.now();
  const ahead = Number.isNaN(date) ? 0 : date - now;
  // Date has no milliseconds, so a difference below two seconds means nothing.
  return Math.abs(ahead) < 2000 ? 0 : ahead;
}
