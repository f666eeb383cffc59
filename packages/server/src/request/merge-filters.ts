import type { ErrorDetail } from '@p2core/types';
import type { Operation } from '../operation.js';

/**
 * R3: each member of a GET body stands for the query parameter of the same name. Returns the query with the body's
 * members in it, as strings. `details` names each one that comes in both and differs.
 */
export function mergeFilters(
  { queryParameters }: Operation,
  query: Readonly<Record<string, string>>,
  body: unknown,
  details: ErrorDetail[],
): Record<string, string> {
  const merged = { ...query };
  for (const [name, value] of Object.entries(body ?? {})) {
    if (!queryParameters.includes(name)) continue;
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    if (merged[name] !== undefined && merged[name] !== String(value)) {
      details.push({ path: `/query/${name}`, message: 'differs from the same member of the body' });
    }
    merged[name] = String(value);
  }
  return merged;
}
