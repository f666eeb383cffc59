import type { Send } from '../request/transport.js';

/** Outside Node no content can be sent with GET: the Fetch standard forbids it. */
export function sendWithContent(): Send {
  throw new TypeError('filters: "body" works only in Node');
}
