import type { IncomingMessage } from 'node:http';
import { pathPrefix } from '@p2core/types';
import parseUrl from 'parseurl';
import { findPath } from './generated/find-path.js';
import { originForm } from './origin-form.js';

/** The path of the contract that a request matches. */
export interface Match {
  /** As the contract writes it, such as `/.p2/core/v1/idcert/actor/{fid}`. */
  readonly path: string;
  /** The name and value of each path parameter; the value is still percent-encoded. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
}

/** The path of a request's target in whichever form that is written, as Express finds it; `undefined` where it has none. */
export function pathOf(request: IncomingMessage): string | undefined {
  const { url = '' } = request;
  const target = originForm(url);
  try {
    // `parseUrl` keeps what it has found in the request, where Express finds it too.
    const parsed = parseUrl(target === url ? request : ({ url: target } as IncomingMessage));
    return parsed?.pathname ?? undefined;
  } catch {
    return undefined;
  }
}

/** The rest of a path after the contract's prefix; `undefined` where the path does not begin with it. */
export function belowPrefix(path: string): string | undefined {
  if (!path.startsWith(pathPrefix)) return undefined;
  const rest = path.slice(pathPrefix.length);
  return rest === '' || rest.startsWith('/') ? rest : undefined;
}

/** Finds the contract's path for the part after the prefix. One trailing slash is ignored (R21). */
export function matchPath(rest: string): Match | undefined {
  return findPath(rest.endsWith('/') ? rest.slice(0, -1) : rest);
}
