import type { ErrorDetail } from '@p2core/types';
import { ContractError } from '../contract-error.js';
import type { Operation } from '../operation.js';

/**
 * R3: each member of a GET body stands for the query parameter of the same name. Returns the parameters with the body's
 * members among them, as strings. Throws a 400 that names each one that comes in both and differs.
 */
export function mergeFilters(
  operation: Operation,
  query: Readonly<Record<string, string>>,
  body: unknown,
): Record<string, string> {
  const merged = { ...query };
  const details: ErrorDetail[] = [];
  for (const [name, value] of Object.entries(body ?? {})) {
    if (!operation.queryParameters.includes(name)) continue;
    if (merged[name] !== undefined && merged[name] !== String(value)) {
      details.push({ path: `/query/${name}`, message: 'differs from the same member of the body' });
    }
    merged[name] = String(value);
  }
  if (details.length > 0) throw new ContractError('P2CORE_BAD_REQUEST', { details });
  return merged;
}
