import type { DeclaredAnswer } from '../answer/read-answer.js';
import { json } from '../operation.js';

/** Header fields that no longer hold for the content, which the client has read and rewritten. */
const fieldsOfContent = ['content-encoding', 'content-length', 'transfer-encoding'];

/** Statuses whose `Response` must have no content, not even an empty one. */
const withoutContent = [204, 304];

/**
 * Makes the `Response` that openapi-fetch reads: content is JSON, whatever media type the server sent; a `Response`
 * without content has a `Content-Length` of 0.
 */
export function responseOf({ status, headers: received, ...answer }: DeclaredAnswer): Response {
  const headers = new Headers(received);
  for (const name of fieldsOfContent) headers.delete(name);
  const content = answer.error === undefined ? answer.body : { errcode: status, ...answer };
  if (content === undefined) {
    headers.set('Content-Length', '0');
    return new Response(withoutContent.includes(status) ? null : '', { status, headers });
  }
  headers.set('Content-Type', json);
  return new Response(JSON.stringify(content), { status, headers });
}
