import type { RequestOptions, SentRequest } from './request.js';

/** The request that the options describe. */
export function buildRequest(
  origin: string,
  method: string,
  target: string,
  { query = '', headers = {}, token, json, content }: RequestOptions,
): SentRequest {
  const { host } = new URL(origin);
  const search = typeof query === 'string' ? query : new URLSearchParams(query).toString();
  const octets = json === undefined ? content : JSON.stringify(json);
  const fields: Record<string, string | undefined> = {
    Host: host,
    Accept: '*/*',
    ...(token == null ? {} : { Authorization: `Bearer ${token}` }),
    ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(octets === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(octets)) }),
    ...headers,
  };
  return {
    method,
    url: `${origin}${target}${search === '' ? '' : `?${search}`}`,
    headers: Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
    content: octets === undefined ? undefined : Buffer.from(octets),
  };
}
