import type { paths } from '@p2core/types';
import createFetchClient from 'openapi-fetch';

/** A request in the contract's terms. */
export interface TransportRequest {
  method: string;
  /** The contract's path template. */
  path: string;
  pathParameters: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  content?: string;
  signal?: AbortSignal | undefined;
}

/** An answer as it came, its content still text. */
export interface TransportAnswer {
  response: Response;
  text: string;
}

/** Sends one request. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/** The transport over openapi-fetch, which this file alone knows. */
export function createTransport(baseUrl: string, fetch: typeof globalThis.fetch): Transport {
  const client = createFetchClient<paths>({ baseUrl, fetch });
  const request = client.request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
  return async ({ method, path, pathParameters, query, headers, content, signal }) => {
    const { data, error, response } = await request(method.toLowerCase(), path, {
      params: { path: pathParameters, query },
      headers,
      body: content,
      bodySerializer: (text: string) => text,
      parseAs: 'text',
      redirect: 'error',
      ...(signal && { signal }),
    });
    return { response, text: asText(response.ok ? data : error) };
  };
}

/** openapi-fetch parses the content of an error where it can. */
function asText(content: unknown): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : JSON.stringify(content);
}
