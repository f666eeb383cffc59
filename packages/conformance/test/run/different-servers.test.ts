import { request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cases, runKit } from '../support/kit.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';
import { startTestedServer, type TestedServer } from '../support/tested-server.js';

/** Servers that keep the contract and are not like ours: each changes what ours answers into what means the same. */
const different: Record<string, (fields: Fields, request: IncomingMessage) => Fields> = {
  'stands behind a proxy': (fields) => ({
    ...fields,
    Via: '1.1 proxy.example',
    Server: 'proxy',
    'Strict-Transport-Security': 'max-age=63072000',
    'X-Request-Id': '42',
    Connection: 'close',
  }),
  'names the origin of a page, and sends no CORS to others': (fields, { headers }) => {
    const cors = Object.entries(fields).filter(([name]) => name.startsWith('Access-Control-'));
    const rest = Object.entries(fields).filter(([name]) => !name.startsWith('Access-Control-'));
    if (headers.origin === undefined) return Object.fromEntries(rest);
    const vary = fields.Vary ? `${fields.Vary}, Origin` : 'Origin';
    const origin = { 'Access-Control-Allow-Origin': headers.origin, Vary: vary };
    return Object.fromEntries([...rest, ...cors, ...Object.entries(origin)]);
  },
  'uses wildcards where a browser takes them': (fields) => ({
    ...fields,
    'Access-Control-Expose-Headers': '*',
    ...('Access-Control-Allow-Methods' in fields && {
      'Access-Control-Allow-Methods': '*',
      'Access-Control-Allow-Headers': 'Authorization, *',
    }),
  }),
  'writes lists in another way': (fields) => ({
    ...fields,
    ...(fields.Allow && { Allow: fields.Allow.split(', ').reverse().join(',') }),
    ...(fields['Cache-Control'] && {
      'Cache-Control': fields['Cache-Control'].split(', ').reverse().join(','),
    }),
  }),
  'has weak ETags': (fields) => ({
    ...fields,
    ...(fields.ETag && { ETag: `W/${fields.ETag}` }),
  }),
  'says the charset of JSON': (fields) => ({
    ...fields,
    ...(fields['Content-Type'] === 'application/json' && {
      'Content-Type': 'application/json; charset=utf-8',
    }),
  }),
  'has a clock that goes two seconds slow': (fields) => ({
    ...fields,
    Date: new Date(Date.now() - 2000).toUTCString(),
  }),
  'shows no rate limits': ({ RateLimit: _, 'RateLimit-Policy': __, ...fields }) => fields,
};

type Fields = Record<string, string>;

let server: TestedServer;
let front: SillyServer | undefined;
beforeAll(async () => {
  server = await startTestedServer();
}, 300_000);
afterEach(() => front?.close());
afterAll(() => server.close());

/** Passes requests on to the tested server, and its answers back with other header fields. */
const passOn =
  (change: (typeof different)[string]): RequestListener =>
  (request, response) => {
    const { method, url, rawHeaders } = request;
    const options = { method, headers: rawHeaders, agent: false, setHost: false };
    const onwards = httpRequest(new URL(url ?? '', server.url), { ...options, path: url });
    onwards.on('error', () => response.destroy());
    onwards.on('response', (answer) => {
      const fields: Fields = {};
      answer.rawHeaders.forEach((name, index) => {
        if (index % 2 === 0) fields[name] = answer.rawHeaders[index + 1] ?? '';
      });
      response.writeHead(answer.statusCode ?? 0, change(fields, request));
      answer.pipe(response);
    });
    request.pipe(onwards);
  };

test.each(Object.entries(different))(
  'a server that %s is not accused',
  { timeout: 300_000 },
  async (_, change) => {
    front = await startSillyServer(passOn(change));
    const fixture = { ...server.fixture, url: front.url };
    const reads = cases.filter(({ effect }) => effect === 'reads');
    const { results } = await runKit({ fixture, cases: reads });
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(700);
  },
);
