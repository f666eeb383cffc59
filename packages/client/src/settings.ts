import { sendWithContent } from '#get-with-content';
import type { AccessToken, AnswerValidator, ClientOptions } from './options.js';
import { checkToken } from './request/access-token.js';
import { type Send, sendByFetch } from './request/transport.js';

/** A client's options, each with its default filled in. */
export interface Settings {
  baseUrl: string;
  token: AccessToken | undefined;
  filters: 'query' | 'body';
  timeout: number;
  retries: number;
  maxContentLength: number;
  validate: AnswerValidator | undefined;
  send: Send;
}

/**
 * Fills in the defaults.
 *
 * @throws {TypeError} where the options cannot work
 */
export function settingsOf(options: ClientOptions): Settings {
  checkToken(options.token);
  return {
    baseUrl: readBaseUrl(options.baseUrl),
    token: options.token,
    filters: options.filters ?? 'query',
    timeout: options.timeout ?? 30_000,
    retries: options.retries ?? 2,
    maxContentLength: options.maxContentLength ?? 8 * 1024 * 1024,
    validate: options.validate,
    send: chooseSend(options),
  };
}

/**
 * Sends every request with the caller's own `fetch`. Without one, Node's HTTP client sends the requests that `fetch`
 * cannot.
 */
function chooseSend({ fetch, filters }: ClientOptions): Send {
  const withContent = filters === 'body' ? sendWithContent() : undefined;
  const byFetch = sendByFetch(fetch ?? ((input, init) => globalThis.fetch(input, init)));
  if (!withContent || fetch) return byFetch;
  return (request, deadline, maxContentLength) => {
    const send = request.method === 'GET' && request.content ? withContent : byFetch;
    return send(request, deadline, maxContentLength);
  };
}

function readBaseUrl(text: string): string {
  const href = URL.canParse(text) ? new URL(text).href : '';
  if (!/^https?:\/\/[^/@]+\/[^?#]*$/.test(href)) {
    throw new TypeError('baseUrl must be an http(s) URL without user or query');
  }
  return href.replace(/\/+$/, '');
}
