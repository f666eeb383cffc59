import { isIP, isIPv6 } from 'node:net';
import { bearerToken, ContractError } from '@p2core/server';
import type { Request, RequestHandler, Response } from 'express';
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
  keyOf: (request: Request) => string,
  skip: (request: Request) => boolean = () => false,
): RequestHandler {
  const store = new MonotonicStore(minute);
  const policy = `"${identifier}"; q=${requestsAMinute}; w=${minute / 1000}`;
  return (request, response, next) => {
    if (skip(request)) return next();
    const key = keyOf(request);
    chargeOctets(request, response, store, key);
    const hits = store.add(key, 1);
    const left = Math.max(0, requestsAMinute - hits);
    const seconds = String(store.secondsLeft(key));
    response.appendHeader('RateLimit', `"${identifier}"; r=${left}; t=${seconds}`);
    response.appendHeader('RateLimit-Policy', policy);
    if (hits <= requestsAMinute) return next();
    next(new ContractError('P2CORE_RATE_LIMITED', { headers: { 'Retry-After': seconds } }));
  };
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
  const bare = withoutPort(address);
  return isIPv6(bare) ? networkOfIpv6(bare) : bare;
}

/** IPv4 within IPv6 (RFC 4291 section 2.5.5.2) is the IPv4 address. */
function networkOfIpv6(address: string): string {
  const groups = groupsOf(address);
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') {
    const octets = groups.slice(6).flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 0xff];
    });
    return octets.join('.');
  }
  return `${groups.slice(0, subnet / 16).join(':')}::/${subnet}`;
}

/** The eight groups of an IPv6 address, in the spelling of the URL standard, without a zone. */
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const [left = [], right] = hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  if (right === undefined) return left;
  return [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
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
