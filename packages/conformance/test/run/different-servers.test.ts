import { request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cases, runKit } from '../support/kit.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';
import { startTestedServer, type TestedServer } from '../support/tested-server.js';

/** Servers that keep the contract and are not like ours: each changes what ours answers into what means the same. */
const different: Record<string, (fields: Fields, request: IncomingMessage) => Fields> = {
  'stands behind a proxy, shows no rate limits, and says the charset of JSON': ({
    RateLimit: _,
    'RateLimit-Policy': __,
    ...fields
  }) => ({
    ...fields,
    Via: '1.1 proxy.example',
    Server: 'proxy',
    'Strict-Transport-Security': 'max-age=63072000',
    Connection: 'close',
    ...(fields['Content-Type'] === 'application/json' && {
      'Content-Type': 'application/json; charset=utf-8',
    }),
  }),
  'names the origin of a page, and sends no CORS to others': (fields, { headers }) => {
    if (headers.origin !== undefined) {
      const Vary = fields.Vary ? `${fields.Vary}, Origin` : 'Origin';
      return { ...fields, 'Access-Control-Allow-Origin': headers.origin, Vary };
    }
    const isOther = ([name]: [string, string]) => !name.startsWith('Access-Control-');
    return Object.fromEntries(Object.entries(fields).filter(isOther));
  },
  'writes lists in another way, has weak ETags, and a clock that goes slow': (fields) => ({
    ...fields,
    'Access-Control-Expose-Headers': '*',
    ...('Access-Control-Allow-Methods' in fields && {
      'Access-Control-Allow-Methods': '*',
      'Access-Control-Allow-Headers': 'Authorization, *',
    }),
    ...(fields.Allow && { Allow: fields.Allow.split(', ').reverse().join(',') }),
    ...(fields['Cache-Control'] && {
      'Cache-Control': fields['Cache-Control'].split(', ').reverse().join(','),
    }),
    ...(fields.ETag && { ETag: `W/${fields.ETag}` }),
    Date: new Date(Date.now() - 2000).toUTCString(),
  }),
};

/** What Node refuses in front of the tested server, in its own way: two that a server SHOULD do. */
const ofTheFront = ['any/header-fields-too-large', 'any/uri-too-long'];

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
    const reads = cases.filter(({ id, effect }) => effect === 'reads' && !ofTheFront.includes(id));
    const { results } = await runKit({ fixture, cases: reads });
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(700);
  },
);
