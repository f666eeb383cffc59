import type { RequestHandler } from 'express';
import { roll } from './dice.js';
import { headerName } from './header-name.js';
import { type Kind, kinds, type Misbehave } from './kinds.js';

/** The misbehaviour that a tester asked for. */
export interface ChaosOptions {
  kinds: readonly Kind[];
  /** The same seed gives the same behaviour, request by request. */
  seed: number;
}

/** The percentage of requests that are answered wrongly. */
const percentage = 50;

/**
 * Misbehaves on purpose, to test clients: at half of the requests, with one of the given kinds. Each such answer names
 * the kind, the seed and the request's number in `P2Core-Chaos`.
 */
export function createChaos(options: ChaosOptions, domain: string): RequestHandler {
  const { seed } = options;
  let requests = 0;
  return async (request, response, next) => {
    const number = requests++;
    if (roll(seed, number, 'whether') * 100 >= percentage) return next();
    const kind = options.kinds[Math.floor(roll(seed, number, 'which') * options.kinds.length)];
    if (kind === undefined) return next();
    response.setHeader(headerName, `${kind}; seed=${seed}; request=${number}`);
    const misbehave: Misbehave = kinds[kind];
    await misbehave({ request, response, domain, amount: roll(seed, number, 'how much') });
    if (!response.destroyed) next();
  };
}
