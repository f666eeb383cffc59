import { allOperations, type Operation } from '@p2core/types';

/** The paths of the contract, each with its operations. */
export const operationsByPath: ReadonlyMap<string, readonly Operation[]> = new Map(
  allOperations.map(({ path }) => [path, allOperations.filter((other) => other.path === path)]),
);

/** The value of `Allow` for each path of the contract (R21). */
export const allowByPath: ReadonlyMap<string, string> = new Map(
  [...operationsByPath].map(([path, operations]) => {
    const methods = operations.flatMap(({ method }) =>
      method === 'GET' ? ['GET', 'HEAD'] : [method],
    );
    return [path, [...new Set([...methods, 'OPTIONS'])].join(', ')];
  }),
);
