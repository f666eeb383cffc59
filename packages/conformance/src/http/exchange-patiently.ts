import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.js';
import { exchange } from './exchange.js';
import type { SentRequest } from './request.js';

const mostAttempts = 4;
const longestWaitInSeconds = 60;

/**
 * Sends a request, and again where a rate limit refuses it (R22), as soon as `Retry-After` allows.
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
