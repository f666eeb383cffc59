import { allOperations } from './all-operations.js';
import { matchPath } from './match-path.js';
import type { Operation } from './operation.js';

/** The paths of the contract, each with its operations. */
export const operationsByPath: ReadonlyMap<string, readonly Operation[]> = new Map(
  allOperations.map(({ path }) => [path, allOperations.filter((other) => other.path === path)]),
);

/** Finds the operation of a request by its method and its path, without the query. HEAD counts as GET (R21). */
export function findOperation(method: string, path: string): Operation | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  return operationsAt(path).find((operation) => operation.method === asked);
}

/** The operations at the path of a request, of whatever method. */
export function operationsAt(path: string): readonly Operation[] {
  return operationsByPath.get(matchPath(path)?.path ?? '') ?? [];
}
