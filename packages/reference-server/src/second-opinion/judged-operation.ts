import { allOperations, type Operation } from '@p2core/types';
import type { SeenRequest } from './verdict.js';

const templates = allOperations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
  parameters: operation.path.split('{').length,
}));
// A path without parameters stands before one with (OpenAPI 3.1, 4.8.8.2).
templates.sort((one, other) => one.parameters - other.parameters);

/** The operation that a request is for. */
export function operationOf({ method, target }: SeenRequest): Operation | undefined {
  const path = target.split('?', 1)[0] ?? '';
  const asked = method === 'HEAD' ? 'GET' : method;
  return templates.find(
    ({ operation, pattern }) => operation.method === asked && pattern.test(path),
  )?.operation;
}
