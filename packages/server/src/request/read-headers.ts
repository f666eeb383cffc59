import type { IncomingMessage } from 'node:http';
import type { Operation } from '@p2core/types';

/** The header fields of a request that the operation names, as they were sent. One that stands twice breaks its schema. */
export function readHeaders(
  request: IncomingMessage,
  { headerParameters }: Operation,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name of headerParameters) {
    const value = request.headers[name.toLowerCase()];
    if (value !== undefined) headers[name] = String(value);
  }
  return headers;
}
