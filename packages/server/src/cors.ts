import type { IncomingMessage, ServerResponse } from 'node:http';
import { allOperations } from '@p2core/types';

const exposed = new Set(
  allOperations.flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ headers }) => Object.keys(headers)),
  ),
);

/** Every declared header can be read (R21). */
const exposedHeaders = [...exposed].join(',');

const methods = new Set(['HEAD', ...allOperations.map(({ method }) => method)]);

const sent = new Set([
  ...['Authorization', 'Content-Type', 'If-None-Match'],
  ...allOperations.flatMap(({ headerParameters }) => headerParameters),
]);

/** The header fields of the answer to a CORS preflight. */
const ofPreflight: ReadonlyArray<readonly [string, string]> = [
  ['Access-Control-Allow-Methods', [...methods].join(',')],
  ['Access-Control-Allow-Headers', [...sent].join(',')],
  ['Access-Control-Max-Age', '3600'],
];

/**
 * Sets the header fields that let a page of any origin, without credentials, use the contract (R21; Fetch standard, "CORS
 * protocol").
 */
export function setCorsFields({ method }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', exposedHeaders);
  if (method !== 'OPTIONS') return;
  for (const [name, value] of ofPreflight) response.setHeader(name, value);
}

/** Whether a browser asks what it may send (Fetch standard, "CORS-preflight request"). */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}
