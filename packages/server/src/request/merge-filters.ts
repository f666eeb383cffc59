import type { ErrorDetail, Operation } from '@p2core/types';
import type { Query } from './read-query.js';

type Filter = Query[string];

/**
 * R3: content that may come in the query instead is read as query parameters. Returns the query with the content added,
 * scalars as strings. Adds to `details` each parameter whose values in both differ, whatever their spelling, and each
 * required one that is in neither.
 */
export function mergeFilters(
  operation: Operation,
  query: Query,
  content: unknown,
  details: ErrorDetail[],
): Query {
  if (content === undefined && operation.queryOrBody.length === 0) return query;
  const merged = { ...query };
  for (const name of operation.queryParameters) {
    const value = filterOf(filterIn(operation, content, name));
    if (value === undefined) continue;
    const inQuery = merged[name];
    if (inQuery !== undefined && !isSame(inQuery, value)) {
      details.push({ path: `/query/${name}`, message: 'differs from the same member of the body' });
    }
    merged[name] = value;
  }
  if (details.length > 0) return merged;
  for (const name of operation.queryOrBody) {
    if (merged[name] !== undefined) continue;
    details.push({ path: `/query/${name}`, message: 'is required, here or in the body' });
  }
  return merged;
}

/** The content's value for a query parameter, as a string. */
function filterIn({ requestBody }: Operation, content: unknown, name: string): unknown {
  if (requestBody?.queryTwin === 'whole') return content;
  const hasMember = typeof content === 'object' && content !== null && Object.hasOwn(content, name);
  return hasMember ? (content as Record<string, unknown>)[name] : undefined;
}

function filterOf(value: unknown): Filter | undefined {
  if (Array.isArray(value)) return value.filter(isScalar).map(String);
  return isScalar(value) ? String(value) : undefined;
}

/** Any other value breaks the schema, and its `toString` may come from a stranger. */
function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Lists are compared as sets. */
function isSame(one: Filter, other: Filter): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  const [some, others] = [new Set(one), new Set(other)];
  return some.size === others.size && one.every((value) => others.has(value));
}
