import type { IncomingMessage } from 'node:http';
import type { ErrorDetail } from '@p2core/types';
import { ContractError } from '../contract-error.js';
import type { Operation } from '../operation.js';

/**
 * The query parameters that the operation knows; others are ignored. How the application parses queries does not
 * matter. Throws a 400 that names each parameter that is given more than once.
 */
export function readQuery(
  request: IncomingMessage,
  { queryParameters }: Operation,
): Record<string, string> {
  const given = new URLSearchParams(/\?(.*)$/.exec(request.url ?? '')?.[1]);
  const query: Record<string, string> = {};
  const details: ErrorDetail[] = [];
  for (const name of queryParameters) {
    const [value, ...more] = given.getAll(name);
    if (value !== undefined) query[name] = value;
    if (more.length > 0)
      details.push({ path: `/query/${name}`, message: 'is given more than once' });
  }
  if (details.length > 0) throw new ContractError('P2CORE_BAD_REQUEST', { details });
  return query;
}
