import type { OperationId } from '@p2core/types';
import { operationIds, operationOf } from '../operation.js';

/**
 * Finds the operation of a request by its method and its path below the base URL.
 *
 * @throws {TypeError} where the contract has none
 */
export function findOperation(method: string, pathAndQuery: string): OperationId {
  const path = pathAndQuery.replace(/\?.*/s, '');
  const found = operationIds.find((operationId) => {
    const operation = operationOf(operationId);
    return operation.method === method && pattern(operation.path).test(path);
  });
  if (found === undefined) throw new TypeError(`the contract has no ${method} ${path}`);
  return found;
}

function pattern(template: string): RegExp {
  const literals = template.split(/\{\w+\}/).map((literal) => literal.replaceAll('.', '\\.'));
  return new RegExp(`^${literals.join('[^/]+')}$`);
}
