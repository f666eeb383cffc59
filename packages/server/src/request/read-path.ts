import type { ErrorDetail, PathMatch } from '@p2core/types';

/** The decoded parameters of a path. Adds to `details` where the percent-encoding is not well-formed (R21). */
export function readPath(
  { parameters }: PathMatch,
  details: ErrorDetail[],
): Record<string, string> | undefined {
  const path: Record<string, string> = {};
  for (const [name, value] of parameters) {
    try {
      path[name] = decodeURIComponent(value);
    } catch {
      details.push({ path: '/params', message: 'is not well-formed percent-encoding' });
      return undefined;
    }
  }
  return path;
}
