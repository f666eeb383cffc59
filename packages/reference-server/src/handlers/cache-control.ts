import { now } from '../clock.js';

const hour = 3600;

/**
 * R23: how long a look-up may be kept. The past changes only by invalidation, so it keeps for the twelve hours that the
 * protocol recommends at most for an ID-Cert. Everything else keeps as long as the contract's default says.
 *
 * @param timestamp the request's, a decimal string
 */
export function cacheControl(timestamp: string | undefined): { 'Cache-Control'?: string } {
  const isPast = timestamp !== undefined && Number(timestamp) < now();
  return isPast ? { 'Cache-Control': `public, max-age=${12 * hour}` } : {};
}
