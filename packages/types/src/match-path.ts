import { findPath } from './generated/find-path.js';
import { pathPrefix } from './generated/operations.js';

/** The path of the contract that a request matches. */
export interface PathMatch {
  /** As the contract writes it, such as `/.p2/core/v1/idcert/actor/{fid}`. */
  readonly path: string;
  /** The name and value of each path parameter; the value is still percent-encoded. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
}

/** Finds the contract's path for the path of a request, without its query. One trailing slash is ignored (R21). */
export function matchPath(path: string): PathMatch | undefined {
  const rest = belowPrefix(path);
  return rest === undefined ? undefined : matchBelowPrefix(rest);
}

/** The rest of a path after the contract's prefix; `undefined` where the path does not begin with it. */
export function belowPrefix(path: string): string | undefined {
  if (!path.startsWith(pathPrefix)) return undefined;
  const rest = path.slice(pathPrefix.length);
  return rest === '' || rest.startsWith('/') ? rest : undefined;
}

/** As `matchPath`, for the rest of a path after the prefix. */
export function matchBelowPrefix(rest: string): PathMatch | undefined {
  return findPath(rest.endsWith('/') ? rest.slice(0, -1) : rest);
}
