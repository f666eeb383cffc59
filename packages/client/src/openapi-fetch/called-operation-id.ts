import { matchPath, type OperationId } from '@p2core/types';
import { operationIds, operationOf } from '../operation.js';

/**
 * Finds the operation of a request by its method and its path below the base URL.
 *
 * @throws {TypeError} where the contract has none
 */
export function calledOperationId(method: string, pathAndQuery: string): OperationId {
  const path = pathAndQuery.replace(/\?.*/s, '');
  const match = matchPath(path);
  const found = operationIds.find((operationId) => {
    const operation = operationOf(operationId);
    return operation.method === method && operation.path === match?.path;
  });
  if (found === undefined) throw new TypeError(`the contract has no ${method} ${path}`);
  return found;
}
