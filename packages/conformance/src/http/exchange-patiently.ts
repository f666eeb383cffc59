import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.js';
import { exchange } from './exchange.js';
import type { SentRequest } from './request.js';

const mostAttempts = 4;
const longestWaitInSeconds = 60;

/** The seconds until a rate limit allows the request, where the kit does not wait so long. */
export function longLimitOf({ status, headers }: Answer): number | undefined {
  const seconds = headers.get('Retry-After') ?? '';
  if (status !== 429 || !/^\d+$/.test(seconds)) return undefined;
  return Number(seconds) > longestWaitInSeconds ? Number(seconds) : undefined;
}

/**
 * Sends a request. Where a rate limit refuses it (R22), waits as long as `Retry-After` says, and sends it again.
 *
 * @param timeout milliseconds for each attempt
 * @throws where no complete answer comes in time
 */
export async function exchangePatiently(request: SentRequest, timeout: number): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await exchange(request, AbortSignal.timeout(timeout));
    const seconds = answer.headers.get('Retry-After') ?? '';
    const mayRepeat = /^\d+$/.test(seconds) && Number(seconds) <= longestWaitInSeconds;
    if (answer.status !== 429 || !mayRepeat || attempt === mostAttempts) return answer;
    await sleep(Number(seconds) * 1000);
  }
}
