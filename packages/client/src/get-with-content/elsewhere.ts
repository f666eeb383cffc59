import type { Send } from '../transport.js';

/** Only Node can send content with GET: `fetch` refuses to, as its standard says. */
export function sendWithContent(): Send {
  throw new TypeError('filters: "body" works only in Node: no browser sends content with GET');
}
