import { sendWithContent } from '#get-with-content';
import { checkToken } from './access-token.js';
import { call, type Settings } from './call.js';
import type { ClientMethods } from './generated/client-methods.js';
import { operationIds } from './operation.js';
import type { CallOptions, ClientOptions } from './options.js';
import { type Send, sendByFetch } from './transport.js';

/** One method for each operation of the contract. */
export interface Client extends ClientMethods {}

/**
 * Makes a client for one server. Every answer that the contract declares is returned, errors too: look at its `status`
 * and its `error`. Everything else throws an `UnexpectedAnswerError`.
 *
 * @throws {TypeError} where the options cannot work
 * @example
 * const client = createClient({ baseUrl: 'https://home.example.com' });
 * const answer = await client.getServerIdCert({ timestamp: 1620000000 });
 * if (answer.status === 200) console.log(answer.body);
 */
export function createClient(options: ClientOptions): Client {
  checkToken(options.token);
  const settings: Settings = {
    baseUrl: readBaseUrl(options.baseUrl),
    token: options.token,
    filters: options.filters ?? 'query',
    timeout: options.timeout ?? 30_000,
    retries: options.retries ?? 2,
    maxContentLength: options.maxContentLength ?? 8 * 1024 * 1024,
    validate: options.validate,
    send: chooseSend(options),
  };
  const methods = operationIds.map((operationId) => [
    operationId,
    (given: Record<string, unknown> = {}, callOptions: CallOptions = {}) =>
      call(operationId, given, callOptions, settings),
  ]);
  return Object.fromEntries(methods) as Client;
}

/** Sends everything with the caller's own `fetch`. Without one, Node's HTTP client sends what `fetch` cannot. */
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
  const { href } = new URL(text);
  if (!/^https?:\/\/[^/@]+\/[^?#]*$/.test(href)) {
    throw new TypeError('baseUrl must be an http or https URL without user or query');
  }
  return href.replace(/\/+$/, '');
}
