import type { IncomingMessage } from 'node:http';
import { allOperations, type Operation } from '@p2core/types';

/** The header fields that each operation names, with the names by which Node keeps them. */
const fields: ReadonlyMap<Operation, ReadonlyArray<readonly [string, string]>> = new Map(
  allOperations.map((operation) => [
    operation,
    operation.headerParameters.map((name) => [name, name.toLowerCase()] as const),
  ]),
);

/** The header fields of a request that the operation names, as they were sent. One that stands twice breaks its schema. */
export function readHeaders(
  request: IncomingMessage,
  operation: Operation,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, lowerCaseName] of fields.get(operation) ?? []) {
    const value = request.headers[lowerCaseName];
    if (value !== undefined) headers[name] = String(value);
  }
  return headers;
}
