import type { CallOptions } from './options.js';
import { operationUrl, type WireRequest } from './transport.js';

/** How the request of an operation is made. */
export interface DeclaredRequest {
  method: string;
  path: string;
  pathParameters: readonly string[];
  queryParameters: readonly string[];
  accept: string;
  /**
   * The content: members of a JSON object by name, or one text where `members` is `null`; a `twin` may come in the query
   * instead (R3).
   */
  content: { mediaType: string; members: readonly string[] | null; twin: boolean } | null;
}

/** Puts the arguments of a call into the path, query, header fields and content, as the contract says. */
export function describeRequest(
  { method, path, pathParameters, queryParameters, accept, content }: DeclaredRequest,
  given: Record<string, unknown>,
  { ifNoneMatch, cache = 'default' }: CallOptions,
  { baseUrl, filters }: { baseUrl: string; filters: 'query' | 'body' },
): WireRequest {
  const asContent = content?.twin && filters === 'query' ? undefined : contentOf(content, given);
  const parameters = {
    path: pick(given, pathParameters),
    query: content?.twin && asContent ? {} : pick(given, queryParameters),
  };
  const bySelf = ifNoneMatch !== undefined && !isForeignPage(baseUrl);
  return {
    method,
    url: operationUrl(baseUrl, path, parameters),
    headers: {
      Accept: accept,
      ...(bySelf && { 'If-None-Match': ifNoneMatch }),
      ...(content && asContent && { 'Content-Type': content.mediaType }),
    },
    content: asContent,
    cache: ifNoneMatch === undefined ? cache : 'no-cache',
  };
}

/** Whether a page asks a server of another origin, so that CORS decides which header fields it may send. */
function isForeignPage(baseUrl: string): boolean {
  const { location } = globalThis as { location?: Location };
  return location !== undefined && new URL(baseUrl).origin !== location.origin;
}

function contentOf(
  content: DeclaredRequest['content'],
  given: Record<string, unknown>,
): string | undefined {
  if (!content) return undefined;
  if (!content.members) return String(given.body);
  const members = pick(given, content.members);
  return Object.keys(members).length > 0 ? JSON.stringify(members) : undefined;
}

/** Every value as a string: a timestamp may be a number, and is sent as a decimal string (R2). */
function pick(given: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    if (given[name] !== undefined) picked[name] = String(given[name]);
  }
  return picked;
}
