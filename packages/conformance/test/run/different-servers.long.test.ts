import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { answers, type Change, errorIn } from '../wrong-servers/harness/faults.js';
import { startFront } from '../wrong-servers/harness/front.js';
import { valueIn, withContent, withFields, withValue } from '../wrong-servers/harness/message.js';

/** Changes a header field where it is. */
const field =
  (name: string, write: (value: string) => string): Change =>
  (answer) => {
    const value = answer.headers.get(name);
    return value === null ? answer : withFields(answer, { [name]: write(value) });
  };

const backwards = (list: string | null) => list?.split(', ').reverse().join(',');

/** Servers that keep the contract and are not like ours: each changes what ours answers into what means the same. */
const different: Record<string, Change> = {
  'stands behind a proxy, shows no rate limits, and says the charset of JSON': (answer) =>
    withFields(answer, {
      RateLimit: undefined,
      'RateLimit-Policy': undefined,
      Via: '1.1 proxy.example',
      Server: 'proxy',
      'Strict-Transport-Security': 'max-age=63072000',
      Connection: 'close',
      ...(answer.headers.get('Content-Type') === 'application/json' && {
        'Content-Type': 'application/json; charset=utf-8',
      }),
    }),
  'names the origin of a page, and sends no CORS to others': (answer, request) => {
    const origin = request.headers.get('Origin');
    if (origin !== null) {
      const Vary = [answer.headers.get('Vary'), 'Origin'].filter(Boolean).join(', ');
      return withFields(answer, { 'Access-Control-Allow-Origin': origin, Vary });
    }
    const names = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
    return withFields(answer, Object.fromEntries(names.map((name) => [name, undefined])));
  },
  'writes lists in another way, has weak ETags, and a clock that goes slow': (answer) => {
    const { headers } = answer;
    const etag = headers.get('ETag');
    return withFields(answer, {
      'Access-Control-Expose-Headers': '*',
      ...(headers.has('Access-Control-Allow-Methods') && {
        'Access-Control-Allow-Methods': '*',
        'Access-Control-Allow-Headers': 'Authorization, *',
      }),
      Allow: backwards(headers.get('Allow')),
      'Cache-Control': backwards(headers.get('Cache-Control')),
      ETag: etag === null ? undefined : `W/${etag}`,
      Date: new Date(Date.now() - 2000).toUTCString(),
    });
  },
  'names the scheme Bearer in small letters': field('WWW-Authenticate', (value) =>
    value.replace('Bearer', 'bearer'),
  ),
  'also knows other schemes': field(
    'WWW-Authenticate',
    (value) => `Basic realm="a, Bearer b", ${value}, Negotiate, Digest realm="c", nonce="d"`,
  ),
  'says more in its challenge': field('WWW-Authenticate', (value) =>
    value.replace(/^Bearer realm="[^"]*"/, 'BEARER realm="home, sweet home", scope="all"'),
  ),
  'sends further directives of caching': field('Cache-Control', (value) =>
    value.includes('no-store')
      ? 'private, no-cache, no-store, must-revalidate, max-age=0'
      : `${value}, stale-if-error=60, immutable`,
  ),
  'writes directives in capitals, and their arguments in quotes': field('Cache-Control', (value) =>
    value.toUpperCase().replace(/=(\d+)/, '="$1"'),
  ),
  'writes Vary in capitals, and varies by more': field(
    'Vary',
    (value) => `Accept-Encoding ,, ${value.toUpperCase()},Origin`,
  ),
  'writes lists of methods without blanks, and with empty elements': field('Allow', (value) =>
    value.replaceAll(', ', ',,'),
  ),
  'writes media types in capitals, with a charset in quotes': field('Content-Type', (value) =>
    /json|plain/.test(value) ? `${value.split(';')[0]?.toUpperCase()} ; Charset="UTF-8"` : value,
  ),
  'names exposed header fields in capitals, and many more': field(
    'Access-Control-Expose-Headers',
    (value) => `X-REQUEST-ID,${value.toUpperCase()},`,
  ),
  'has further limits': (answer) =>
    withFields(answer, {
      RateLimit: '"day";r=100000;t=86400, "burst";r=1000;t=1',
      'RateLimit-Policy': '"day";q=100000;w=86400, "burst";q=1000;w=1',
    }),
  'stands behind a CDN that adds header fields': (answer) =>
    withFields(answer, {
      Age: '0',
      'CF-Ray': '8f0-FRA',
      'Alt-Svc': 'h3=":443"; ma=86400',
      'Server-Timing': 'cdn;dur=1',
      'X-Cache': 'MISS',
    }),
  'behind a load balancer sends cookies, and tells how it was cached': (answer) =>
    withFields(answer, {
      'Set-Cookie': 'AWSALB=abc; Path=/; Secure; HttpOnly',
      Via: '1.1 google, 1.1 varnish (Varnish/7.4)',
      'X-Cache': 'MISS from edge, HIT from shield',
      'X-Request-Id': 'f058ebd6-02f7-4d3f-942e-904344e8cde5',
      ...(answer.headers.get('Cache-Control')?.startsWith('public') && { Age: '0' }),
    }),
  'is strict with pages in other header fields': (answer) =>
    withFields(answer, {
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Permissions-Policy': 'interest-cohort=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    }),
  'gives no message and no details that are not asked for': (answer) => {
    const error = errorIn(answer);
    if (error === undefined || error.error === 'P2CORE_INVALID_ID_CERT') return answer;
    const { message: _, ...rest } = error;
    return withValue(answer, rest);
  },
  'writes JSON in ASCII, with its members in another order': (answer, { method }) => {
    if (method === 'HEAD' || !isJson(answer.headers) || answer.content.length === 0) {
      return withFields(answer, { 'Content-Length': undefined });
    }
    return withContent(answer, inAscii(backwardsIn(valueIn(answer))));
  },
  'lets a preflight be kept, and allows more than it must': (answer) => {
    const { headers } = answer;
    return headers.has('Access-Control-Allow-Methods')
      ? withFields(answer, {
          'Access-Control-Max-Age': '7200',
          'Access-Control-Allow-Headers': `${headers.get('Access-Control-Allow-Headers')},X-Other`,
          'Access-Control-Allow-Methods': `${headers.get('Access-Control-Allow-Methods')}, PATCH`,
        })
      : answer;
  },
  'explains its errors in other words': (answer) => {
    const error = errorIn(answer);
    return error === undefined
      ? answer
      : withValue(answer, { ...error, message: 'That was not to be.', hint: 'See the manual.' });
  },
  'writes JSON with blanks and line feeds': (answer, { method }) =>
    method === 'HEAD' || !isJson(answer.headers)
      ? withFields(answer, { 'Content-Length': undefined })
      : withContent(answer, JSON.stringify(valueIn(answer), null, 2)),
};

const isJson = (headers: Headers) =>
  headers.get('Content-Type')?.startsWith('application/json') === true;

/** An object with its members in the opposite order. */
function backwardsIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toReversed())
    : value;
}

/** JSON in which every character beyond ASCII, and every slash, is escaped. */
function inAscii(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

test('there are twenty of them at least', () => {
  expect(Object.keys(different).length).toBeGreaterThanOrEqual(20);
});

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

test.each(Object.entries(different))(
  'a server that %s is not accused',
  { timeout: 300_000 },
  async (_, change) => {
    const front = await startFront(await server.fixture(), answers(change));
    try {
      const reads = cases.filter(({ effect }) => effect === 'reads');
      const { results } = await runKit({ fixture: front.fixture, cases: reads });
      expect(front.mishaps).toEqual([]);
      const failed = results.filter(({ outcome }) => outcome === 'failed');
      expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
      const passed = results.filter(({ outcome }) => outcome === 'passed');
      expect(passed.length).toBeGreaterThan(700);
    } finally {
      await front.close();
    }
  },
);
