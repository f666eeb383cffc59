import { ContractError } from '@p2core/server';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { hashToken } from './tokens.js';

const minute = 60_000;

/**
 * R22: limits for each address and, of requests with a token, for each token, counted in this process. Answers carry
 * `RateLimit` and `RateLimit-Policy`; what is over the limit is 429 `P2CORE_RATE_LIMITED` with `Retry-After`.
 */
export function createRateLimits(requestsAMinute: number): RequestHandler[] {
  return [
    limit('address', requestsAMinute, ({ ip = '' }) => ipKeyGenerator(ip)),
    limit('token', requestsAMinute, ({ headers }) => hashToken(headers.authorization ?? ''), {
      skip: ({ headers }) => headers.authorization === undefined,
    }),
  ];
}

function limit(
  identifier: string,
  requestsAMinute: number,
  keyGenerator: (request: Request) => string,
  options: { skip?: (request: Request) => boolean } = {},
): RequestHandler {
  return rateLimit({
    windowMs: minute,
    limit: requestsAMinute,
    identifier,
    keyGenerator,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    ...options,
    handler: (request, _response, next) => {
      next(new ContractError('P2CORE_RATE_LIMITED', { headers: { 'Retry-After': wait(request) } }));
    },
  });
}

/** Whole seconds until the counting begins anew. */
function wait(request: Request): string {
  const { rateLimit } = request as Request & { rateLimit?: { resetTime?: Date } };
  const milliseconds = (rateLimit?.resetTime?.getTime() ?? Date.now() + minute) - Date.now();
  return String(Math.max(1, Math.ceil(milliseconds / 1000)));
}
