import { operationsByPath } from '@p2core/types';

/** The value of `Allow` for each path of the contract (R21). */
export const allowByPath: ReadonlyMap<string, string> = new Map(
  [...operationsByPath].map(([path, operations]) => {
    const methods = operations.flatMap(({ method }) =>
      method === 'GET' ? ['GET', 'HEAD'] : [method],
    );
    return [path, [...new Set([...methods, 'OPTIONS'])].join(', ')];
  }),
);
