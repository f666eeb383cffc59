import {
  createFetchClient,
  type FetchClient,
  type FetchClientOptions,
} from '@p2core/client/openapi-fetch';
import { challenge, failing, json, type Scripted, scripted, text } from './answering.js';
import { equal, ok, unexpected } from './assert.js';
import { cases } from './world.js';

/** An openapi-fetch client whose server sends the answers of the script in order, and then repeats the last. */
function answering(script: Scripted[], options: Partial<FetchClientOptions> = {}) {
  const { fetch, requests } = scripted(script);
  const baseUrl = 'https://home.example.com/below/';
  const client: FetchClient = createFetchClient({ baseUrl, ...options, fetch });
  return { client, requests };
}

/** Cases of openapi-fetch's interface over the client's transport. */
export const openapiFetchCases = cases('openapi-fetch', {
  async 'a PEM is a string without parseAs, whether sent bare or as JSON'({ baseUrl, host }) {
    const client = createFetchClient({ baseUrl });
    const { data, error } = await client.GET('/.p2/core/v1/idcert/server');
    ok(data !== undefined, JSON.stringify(error));
    equal(data, await host.openssl(['x509'], data));
    const { client: bare } = answering([text('application/x-pem-file', data)]);
    equal((await bare.GET('/.p2/core/v1/idcert/server')).data, data);
  },

  async "an error has the contract's shape"({ baseUrl }) {
    const client = createFetchClient({ baseUrl });
    const { data, error, response } = await client.GET('/.p2/core/v1/idcert/actor/{fid}', {
      params: { path: { fid: 'nobody@home.example.com' } },
    });
    equal([data, response.status], [undefined, 404]);
    equal([error?.errcode, error?.error], [404, 'P2CORE_ACTOR_NOT_FOUND']);
  },

  async 'no events are 409 without an error'() {
    for (const response of [
      new Response(null, { status: 409 }),
      new Response(null, { status: 204 }),
      json(200, []),
    ]) {
      const { client } = answering([response], { token: 'a-token' });
      const answer = await client.GET('/.p2/core/v1/events');
      equal([answer.response.status, answer.data, answer.error], [409, undefined, undefined]);
    }
  },

  async 'filters go into the query, whether given as query or as body (R3)'() {
    const { client, requests } = answering([json(200, { idcerts: [], invalidated: [] })]);
    const path = '/.p2/core/v1/idcert/actor/{fid}';
    const query = { timestamp: '1620000000', session_id: 'a b&c=d' };
    await client.GET(path, { params: { path: { fid: 'a@b' }, query } });
    await client.GET(path, { params: { path: { fid: 'a@b' } }, body: query });
    equal(
      requests.map(({ url }) => Object.fromEntries(new URL(url).searchParams)),
      [query, query],
    );
    equal(
      requests.map(({ headers }) => headers.get('content-type')),
      [null, null],
    );
  },

  async 'content is sent as content, with the token where the operation needs one'() {
    const { client, requests } = answering([new Response(null, { status: 201 })], {
      token: 'a-token',
    });
    const { error, response } = await client.PUT('/.p2/core/v1/session/idcert/extern', {
      body: '-----BEGIN',
    });
    equal([error, response.status], [undefined, 201]);
    const [request] = requests as [Request];
    equal(
      [request.url, request.headers.get('authorization'), await request.text()],
      [
        'https://home.example.com/below/.p2/core/v1/session/idcert/extern',
        'Bearer a-token',
        '"-----BEGIN"',
      ],
    );
    const { client: open, requests: seen } = answering([json(200, challenge)], {
      token: 'a-token',
    });
    await open.GET('/.p2/core/v1/challenge');
    equal(seen[0]?.headers.get('authorization'), null);
  },

  async 'calls are retried, and end with the time-out or the signal'() {
    const busy = failing(503, 'P2CORE_UNAVAILABLE', { 'Retry-After': '0' });
    const { client, requests } = answering([busy, json(200, challenge)]);
    equal((await client.GET('/.p2/core/v1/challenge')).data, challenge);
    equal(requests.length, 2);
    const silent = () => new Promise<Response>(() => {});
    const { client: never } = answering([silent], { timeout: 30 });
    await unexpected(never.GET('/.p2/core/v1/challenge'), 'TIMEOUT');
    const { client: aborted } = answering([silent]);
    const call = aborted.GET('/.p2/core/v1/challenge', { signal: AbortSignal.timeout(20) });
    await unexpected(call, 'ABORTED');
  },

  async 'an answer that the contract does not declare is thrown'() {
    const { client } = answering([text('text/html', '<h1>Hello</h1>')]);
    await unexpected(client.GET('/.p2/core/v1/challenge'), 'UNDECLARED', /text\/html/);
    const other = client.GET('/.p2/core/v2/challenge' as '/.p2/core/v1/challenge');
    const error = await other.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    ok(error instanceof TypeError && /has no GET/.test(error.message), String(error));
  },

  async "openapi-fetch's middleware sees requests and answers"() {
    const { client, requests } = answering([json(200, challenge)]);
    client.use({
      onRequest({ request }) {
        request.headers.set('X-Trace', '1');
        return request;
      },
      onResponse({ response }) {
        return new Response(response.body, { status: response.status, headers: { 'X-Seen': 'y' } });
      },
    });
    const { response } = await client.GET('/.p2/core/v1/challenge');
    equal([requests[0]?.headers.get('x-trace'), response.headers.get('x-seen')], ['1', 'y']);
  },
});
