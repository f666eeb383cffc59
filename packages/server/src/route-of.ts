import type { IncomingMessage } from 'node:http';
import { matchPath } from '@p2core/types';
import { pathOf } from './path-of.js';

/** The contract's path that a request matches, as Express writes it: `/.p2/core/v1/idcert/actor/:fid`. */
export function routeOf(request: IncomingMessage): string | undefined {
  const match = matchPath(pathOf(request) ?? '');
  return match && expressPath(match.path);
}

/** A path of the contract as Express writes it. */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
