import type { IncomingMessage } from 'node:http';
import type { ErrorDetail } from '@p2core/types';
import type { Operation } from '../operation.js';

/** A percent sign without two hexadecimal digits (RFC 3986 section 2.1). */
const malformedEscape = /%(?![\da-f]{2})/i;

/**
 * The query parameters that the operation knows; others are ignored. How the application parses queries does not
 * matter. `details` names each parameter that is given more than once,
 * and says so where the query is not well-formed (R21).
 */
export function readQuery(
  request: IncomingMessage,
  { queryParameters }: Operation,
  details: ErrorDetail[],
): Record<string, string> {
  const query: Record<string, string> = {};
  const start = request.url?.indexOf('?') ?? -1;
  if (start < 0 || queryParameters.length === 0) return query;
  const text = request.url?.slice(start + 1) ?? '';
  if (malformedEscape.test(text)) {
    details.push({ path: '/query', message: 'is not well-formed percent-encoding' });
    return query;
  }
  const given = new URLSearchParams(text);
  for (const name of queryParameters) {
    const [value, ...more] = given.getAll(name);
    if (value !== undefined) query[name] = value;
    if (more.length > 0) {
      details.push({ path: `/query/${name}`, message: 'is given more than once' });
    }
  }
  return query;
}
