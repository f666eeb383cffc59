import type { paths } from '@p2core/types';
import createOpenApiFetchClient, { type Client } from 'openapi-fetch';
import { call } from '../call.js';
import type { ClientOptions } from '../options.js';
import type { WireRequest } from '../request/transport.js';
import { type Settings, settingsOf } from '../settings.js';
import { calledOperationId } from './called-operation-id.js';
import { QueryRequest } from './query-request.js';
import { responseOf } from './response.js';

/** openapi-fetch's client, typed by the contract. */
export type FetchClient = Client<paths>;

/** The options of `createClient` without `filters`: parameters that may come in the query always do (R3). */
export type FetchClientOptions = Omit<ClientOptions, 'filters'>;

/**
 * Makes a client with the interface of openapi-fetch, for those who know it or use openapi-react-query. It has the
 * limits, time-outs, retries and tokens of `createClient`, and reads answers in the same way: `data` of a bare PEM is
 * the string, `error` of the 409 of `getEvents` is `undefined`. The filters of a GET go into the query, even where they
 * are given as `body`. An answer that the contract does not declare throws an `UnexpectedAnswerError`.
 *
 * @throws {TypeError} where the options cannot work
 * @example
 * const home = createFetchClient({ baseUrl: 'https://home.example.com' });
 * const { data, error } = await home.GET('/.p2/core/v1/idcert/actor/{fid}', {
 *   params: { path: { fid: 'alice@home.example.com' } },
 * });
 * if (error) console.error(error.error, error.message);
 * else console.log(data.idcerts);
 */
export function createFetchClient(options: FetchClientOptions): FetchClient {
  const settings = settingsOf(options);
  return createOpenApiFetchClient<paths>({
    baseUrl: settings.baseUrl,
    Request: QueryRequest,
    fetch: (request) => send(request, settings),
  });
}

async function send(request: Request, settings: Settings): Promise<Response> {
  const { signal } = request;
  const operationId = calledOperationId(request.method, request.url.slice(settings.baseUrl.length));
  const content = request.body === null ? undefined : await request.text();
  const answer = await call(
    operationId,
    ({ accept }) => wireRequest(request, content, accept),
    { signal },
    settings,
  );
  return responseOf(answer);
}

function wireRequest(request: Request, content: string | undefined, accept: string): WireRequest {
  const { method, url, cache } = request;
  const { accept: _, ...headers } = Object.fromEntries(request.headers);
  return {
    method,
    url,
    headers: { ...headers, Accept: accept },
    content,
    cache: cache === 'no-cache' ? cache : 'default',
  };
}
