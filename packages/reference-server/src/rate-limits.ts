import { isIP } from 'node:net';
import { bearerToken, ContractError } from '@p2core/server';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { MonotonicStore } from './monotonic-store.js';
import { hashToken } from './tokens.js';

const minute = 60_000;

/** A large answer counts as one request for each of this many octets. */
const octetsOfARequest = 64 * 1024;

/** The bits of an IPv6 address that identify one network. */
const subnet = 64;

/**
 * R22: limits the requests of each address and of each token, counted in this process. Answers carry `RateLimit` and
 * `RateLimit-Policy`; beyond the limit they are 429 `P2CORE_RATE_LIMITED` with `Retry-After`.
 */
export function createRateLimits(requestsAMinute: number): RequestHandler[] {
  return [
    limit('address', requestsAMinute, keyOfAddress),
    limit('token', requestsAMinute, keyOfToken, (request) => bearerToken(request) === undefined),
  ];
}

function limit(
  identifier: string,
  requestsAMinute: number,
  keyGenerator: (request: Request) => string,
  skip: (request: Request) => boolean = () => false,
): RequestHandler {
  const store = new MonotonicStore(minute);
  const count = rateLimit({
    windowMs: minute,
    limit: requestsAMinute,
    identifier,
    keyGenerator,
    skip,
    store,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: false,
    handler(request, _response, next) {
      const seconds = String(store.secondsLeft(keyGenerator(request)));
      next(new ContractError('P2CORE_RATE_LIMITED', { headers: { 'Retry-After': seconds } }));
    },
  });
  return (request, response, next) => {
    if (!skip(request)) chargeOctets(request, response, store, keyGenerator(request));
    return count(request, withAppend(response), next);
  };
}

/** express-rate-limit adds its fields by Express' `append`, which is Node's `appendHeader`. */
function withAppend(response: Response): Response {
  response.append ??= response.appendHeader as Response['append'];
  return response;
}

/** Counts a large answer as several requests, because it costs as much. */
function chargeOctets(
  { method }: Request,
  response: Response,
  store: MonotonicStore,
  key: string,
): void {
  response.once('close', () => {
    const octets = method === 'HEAD' ? 0 : Number(response.getHeader('Content-Length') ?? 0);
    store.add(key, Math.floor(octets / octetsOfARequest));
  });
}

/** The key of an address is its network, without a port (`X-Forwarded-For` may name one). */
function keyOfAddress({ ip = '', socket }: Request): string {
  return networkOf(isIP(withoutPort(ip)) ? ip : (socket.remoteAddress ?? ''));
}

/** What an address is limited by: the IPv4 address, or the network of the IPv6 address, without a port. */
export function networkOf(address: string): string {
  return ipKeyGenerator(withoutPort(address), subnet);
}

/** The key of a token, whatever the spelling of its scheme. */
function keyOfToken(request: Request): string {
  return hashToken(bearerToken(request) ?? '');
}

/** Removes the port that some proxies write after an address: `192.0.2.1:80`, `[2001:db8::1]:80`. */
export function withoutPort(address: string): string {
  const [, bracketed, dotted] = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  return bracketed ?? dotted ?? address;
}
