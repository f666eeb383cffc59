import type { OperationHeaders } from '@p2core/types';
import { type CalledOperation, json } from '../operation.js';
import type { CallOptions } from '../options.js';
import type { WireRequest } from './transport.js';

type Given = Readonly<Record<string, unknown>>;

/** The header field of a second factor (R41). */
type SolutionField = keyof OperationHeaders<'rotateSessionIdCert'>;

/** Makes a request of a call's arguments: path, query, header fields and content, as the contract says. */
export function describeRequest(
  operation: CalledOperation,
  given: Given,
  { ifNoneMatch, cache, sensitiveSolution }: CallOptions,
  { baseUrl, filters }: { baseUrl: string; filters: 'query' | 'body' },
): WireRequest {
  const { method, path, query, twin, accept, type } = operation;
  const content = twin && filters === 'query' ? undefined : contentOf(operation, given);
  const headers: Record<string, string> = { Accept: accept };
  if (ifNoneMatch !== undefined) headers['If-None-Match'] = ifNoneMatch;
  if (content) headers['Content-Type'] = type;
  if (operation.sensitive && sensitiveSolution !== undefined) {
    headers['X-P2-Sensitive-Solution' satisfies SolutionField] =
      encodeURIComponent(sensitiveSolution);
  }
  return {
    method,
    url: baseUrl + fillPath(path, given) + (twin && content ? '' : queryOf(query, given)),
    headers,
    content,
    cache: cache ?? (ifNoneMatch === undefined ? 'default' : 'no-cache'),
  };
}

/** Every character that is not unreserved is percent-encoded (RFC 3986 section 2.3). */
function fillPath(path: string, given: Given): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(given[name] as string));
}

/** Each item of a list is one parameter of the same name. */
function queryOf(names: readonly string[], given: Given): string {
  const query = names.flatMap((name) =>
    [given[name] ?? []].flat().map((value) => `${name}=${encodeURIComponent(value as string)}`),
  );
  return query.length > 0 ? `?${query.join('&')}` : '';
}

function contentOf({ members, whole, type }: CalledOperation, given: Given): string | undefined {
  if (whole) return type === json ? JSON.stringify(given[whole]) : String(given[whole]);
  const content = JSON.stringify(
    Object.fromEntries(members.map((name) => [name, withoutNumber(given[name])])),
  );
  return content === '{}' ? undefined : content;
}

/** A timestamp may be a number, and is sent as a decimal string (R2). */
function withoutNumber(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}
