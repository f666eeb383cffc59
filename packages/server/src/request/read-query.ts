import type { IncomingMessage } from 'node:http';
import type { ErrorDetail, Operation } from '@p2core/types';

/** A percent sign without two hexadecimal digits (RFC 3986 section 2.1). */
const malformedEscape = /%(?![\da-f]{2})/i;

/** Query parameters by name, each a string or a list of strings. */
export type Query = Readonly<Record<string, string | readonly string[]>>;

/**
 * The query parameters that the operation knows; others are ignored. It reads the URL itself, whatever query parser the
 * application has. Adds to `details` each scalar that is given more than once (R3), and a query whose percent-encoding
 * is not well-formed (R21).
 */
export function readQuery(
  request: IncomingMessage,
  { queryParameters, queryLists }: Operation,
  details: ErrorDetail[],
): Query {
  const query: Record<string, string | readonly string[]> = {};
  const start = request.url?.indexOf('?') ?? -1;
  if (start < 0 || queryParameters.length === 0) return query;
  const text = request.url?.slice(start + 1) ?? '';
  if (malformedEscape.test(text)) {
    details.push({ path: '/query', message: 'is not well-formed percent-encoding' });
    return query;
  }
  const given = new URLSearchParams(text);
  for (const name of queryParameters) {
    const values = given.getAll(name);
    const [value] = values;
    if (value === undefined) continue;
    const isList = queryLists.includes(name);
    query[name] = isList ? values : value;
    if (!isList && values.length > 1) {
      details.push({ path: `/query/${name}`, message: 'is given more than once' });
    }
  }
  return query;
}
