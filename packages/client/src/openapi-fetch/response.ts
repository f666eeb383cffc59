import { json } from '../operation.js';
import type { DeclaredAnswer } from '../read-answer.js';

/** Header fields of content that the client has read and written anew. */
const fieldsOfContent = ['content-encoding', 'content-length', 'transfer-encoding'];

/** Statuses that forbid content, even none. */
const withoutContent = [204, 304];

/**
 * Writes an answer as openapi-fetch reads it: content as JSON, whatever the server sent, and none as none by its
 * `Content-Length`.
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
