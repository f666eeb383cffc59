import type { IncomingMessage } from 'node:http';
import { pathPrefix } from '@p2core/types';
import parseUrl from 'parseurl';
import { findPath } from './generated/find-path.js';

/** A path of the contract that a request is for. */
export interface Match {
  /** As the contract writes it, such as `/.p2/core/v1/idcert/actor/{fid}`. */
  readonly path: string;
  /** The names of its parameters, each with what stands there, still percent-encoded. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
}

/** The path of a request, as Express finds it; `undefined` where its target has none. */
export function pathOf(request: IncomingMessage): string | undefined {
  try {
    return parseUrl(request)?.pathname ?? undefined;
  } catch {
    return undefined;
  }
}

/** What stands behind the contract's prefix, or `undefined` where the path is not below it. */
export function belowPrefix(path: string): string | undefined {
  if (!path.startsWith(pathPrefix)) return undefined;
  const rest = path.slice(pathPrefix.length);
  return rest === '' || rest.startsWith('/') ? rest : undefined;
}

/** Finds the path of the contract by what stands behind the prefix; one trailing slash is ignored (R21). */
export function matchPath(rest: string): Match | undefined {
  return findPath(rest.endsWith('/') ? rest.slice(0, -1) : rest);
}
