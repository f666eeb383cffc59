import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { type Application, bearerToken, ContractError } from '@p2core/server';
import ipaddr from 'ipaddr.js';
import { hashToken } from '../sessions/tokens.js';
import { MonotonicStore } from './monotonic-store.js';

const minute = 60_000;

/** A large answer counts as one request for each of this many octets. */
const octetsOfARequest = 64 * 1024;

/** The bits of an IPv6 address that identify one network. */
const subnet = 64;

/**
 * R22: limits the requests of each address and of each token, counted in this process. Answers carry `RateLimit` and
 * `RateLimit-Policy`; beyond the limit they are 429 `P2CORE_RATE_LIMITED` with `Retry-After`.
 */
export function createRateLimits(requestsAMinute: number): Application[] {
  return [
    limit('address', requestsAMinute, keyOfAddress),
    limit('token', requestsAMinute, keyOfToken, (request) => bearerToken(request) === undefined),
  ];
}

function limit(
  identifier: string,
  requestsAMinute: number,
  keyOf: (request: IncomingMessage) => string,
  skip: (request: IncomingMessage) => boolean = () => false,
): Application {
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
  { method }: IncomingMessage,
  response: ServerResponse,
  store: MonotonicStore,
  key: string,
): void {
  response.once('close', () => {
    const octets = method === 'HEAD' ? 0 : Number(response.getHeader('Content-Length') ?? 0);
    store.add(key, Math.floor(octets / octetsOfARequest));
  });
}

/** The key of an address is its network, without a port (`X-Forwarded-For` may name one). */
function keyOfAddress({ ip, socket }: IncomingMessage & { ip?: string | undefined }): string {
  return networkOf(ip ?? socket.remoteAddress ?? '');
}

/**
 * The key of an address's limit, without a port: the IPv4 address, also where it is mapped into IPv6 (RFC 4291 section
 * 2.5.5.2), or the network of the IPv6 address.
 */
export function networkOf(address: string): string {
  const bare = withoutPort(address);
  if (!isIPv6(bare)) return bare;
  const parsed = ipaddr.process(bare);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const groups = parsed.parts.slice(0, subnet / 16).map((group) => group.toString(16));
  return `${groups.join(':')}::/${subnet}`;
}

/** The key of a token, whatever the spelling of its scheme. */
function keyOfToken(request: IncomingMessage): string {
  return hashToken(bearerToken(request) ?? '');
}

/** Removes the port that some proxies write after an address: `192.0.2.1:80`, `[2001:db8::1]:80`. */
export function withoutPort(address: string): string {
  const [, bracketed, dotted] = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  return bracketed ?? dotted ?? address;
}
