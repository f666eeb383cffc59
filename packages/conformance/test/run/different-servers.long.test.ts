import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { AlgorithmIdentifier, Extensions } from '@peculiar/asn1-x509';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extension, keyUsage, octets } from '../../src/certificates/forge.js';
import { newKeyPair } from '../../src/certificates/key-pair.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { certifies } from '../wrong-servers/harness/certificates.js';
import { answers, type Change, errorIn, on, values } from '../wrong-servers/harness/faults.js';
import { startFront } from '../wrong-servers/harness/front.js';
import { valueIn, withContent, withFields, withValue } from '../wrong-servers/harness/message.js';
import type { NewFault } from '../wrong-servers/wrong-server.js';

/** Changes a header field in answers that have it. */
const field =
  (name: string, write: (value: string) => string): Change =>
  (answer) => {
    const value = answer.headers.get(name);
    return value === null ? answer : withFields(answer, { [name]: write(value) });
  };

const backwards = (list: string | null) => list?.split(', ').reverse().join(',');

/**
 * Differences that the contract allows. Each changes answers without changing their meaning; they are independent of
 * each other.
 */
type Differences = Readonly<Record<string, Change>>;

const behindProxy: Differences = {
  'is behind a proxy, sends no rate limit fields, and sends a charset with JSON': (answer) =>
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
  'repeats the Origin, and sends no CORS fields without one': (answer, request) => {
    const origin = request.headers.get('Origin');
    if (origin !== null) {
      const Vary = [answer.headers.get('Vary'), 'Origin'].filter(Boolean).join(', ');
      return withFields(answer, { 'Access-Control-Allow-Origin': origin, Vary });
    }
    const names = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
    return withFields(answer, Object.fromEntries(names.map((name) => [name, undefined])));
  },
  'writes the scheme bearer in lower case': field('WWW-Authenticate', (value) =>
    value.replace('Bearer', 'bearer'),
  ),
  'sends further Cache-Control directives': field('Cache-Control', (value) =>
    value.includes('no-store')
      ? 'private, no-cache, no-store, must-revalidate, max-age=0'
      : `${value}, stale-if-error=60, immutable`,
  ),
  'omits message, and details where they are optional': (answer) => {
    const error = errorIn(answer);
    if (error === undefined || error.error === 'P2CORE_INVALID_ID_CERT') return answer;
    const { message: _, ...rest } = error;
    return withValue(answer, rest);
  },
  'writes lists of methods without spaces, and with empty elements': field('Allow', (value) =>
    value.replaceAll(', ', ',,'),
  ),
};

const inOtherOrder: Differences = {
  'writes lists in another form, has weak ETags, and a slow clock': (answer) => {
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
  'offers other authentication schemes too': field(
    'WWW-Authenticate',
    (value) => `Basic realm="a, Bearer b", ${value}, Negotiate, Digest realm="c", nonce="d"`,
  ),
  'writes Vary in capitals, and names more fields': field(
    'Vary',
    (value) => `Accept-Encoding ,, ${value.toUpperCase()},Origin`,
  ),
  'has further rate limits': (answer) =>
    withFields(answer, {
      RateLimit: '"day";r=100000;t=86400, "burst";r=1000;t=1',
      'RateLimit-Policy': '"day";q=100000;w=86400, "burst";q=1000;w=1',
    }),
  'writes JSON in ASCII, with its members in another order': (answer, { method }) => {
    if (method === 'HEAD' || !isJson(answer.headers) || answer.content.length === 0) {
      return withFields(answer, { 'Content-Length': undefined });
    }
    return withContent(answer, inAscii(backwardsIn(valueIn(answer))));
  },
  'writes media types in capitals, with a charset in quotes': field('Content-Type', (value) =>
    /json|plain/.test(value) ? `${value.split(';')[0]?.toUpperCase()} ; Charset="UTF-8"` : value,
  ),
};

const inCapitals: Differences = {
  'sends more parameters in WWW-Authenticate': field('WWW-Authenticate', (value) =>
    value.replace(/^Bearer realm="[^"]*"/, 'BEARER realm="home, sweet home", scope="all"'),
  ),
  'writes directives in capitals, and their arguments in quotes': field('Cache-Control', (value) =>
    value.toUpperCase().replace(/=(\d+)/, '="$1"'),
  ),
  'names exposed header fields in capitals, and many more': field(
    'Access-Control-Expose-Headers',
    (value) => `X-REQUEST-ID,${value.toUpperCase()},`,
  ),
  'is behind a CDN that adds header fields': (answer) =>
    withFields(answer, {
      Age: '0',
      'CF-Ray': '8f0-FRA',
      'Alt-Svc': 'h3=":443"; ma=86400',
      'Server-Timing': 'cdn;dur=1',
      'X-Cache': 'MISS',
    }),
  'sends security header fields for pages': (answer) =>
    withFields(answer, {
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Permissions-Policy': 'interest-cohort=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    }),
  'explains its errors in other words': (answer) => {
    const error = errorIn(answer);
    return error === undefined
      ? answer
      : withValue(answer, { ...error, message: 'That was not to be.', hint: 'See the manual.' });
  },
  'allows a preflight to be cached, and allows more methods and fields than it must': (answer) => {
    const { headers } = answer;
    return headers.has('Access-Control-Allow-Methods')
      ? withFields(answer, {
          'Access-Control-Max-Age': '7200',
          'Access-Control-Allow-Headers': `${headers.get('Access-Control-Allow-Headers')},X-Other`,
          'Access-Control-Allow-Methods': `${headers.get('Access-Control-Allow-Methods')}, PATCH`,
        })
      : answer;
  },
};

const atLength: Differences = {
  'is behind a load balancer that sends cookies and cache fields': (answer) =>
    withFields(answer, {
      'Set-Cookie': 'AWSALB=abc; Path=/; Secure; HttpOnly',
      Via: '1.1 google, 1.1 varnish (Varnish/7.4)',
      'X-Cache': 'MISS from edge, HIT from shield',
      'X-Request-Id': 'f058ebd6-02f7-4d3f-942e-904344e8cde5',
      ...(answer.headers.get('Cache-Control')?.startsWith('public') && { Age: '0' }),
    }),
  'sends additional members in its JSON': (answer, { method }) => {
    if (method === 'HEAD' || !isJson(answer.headers)) return answer;
    const value = valueIn(answer);
    return isObject(value)
      ? withValue(answer, { ...value, _links: { self: '/' }, took: 0.5 })
      : answer;
  },
  'sends 304 with no more fields than RFC 9110 demands': (answer) => {
    if (answer.status !== 304) return answer;
    const needed = /^(?:cache-control|date|etag|vary|access-control-.*)$/;
    const others = [...answer.headers.keys()].filter((name) => !needed.test(name));
    return withFields(answer, Object.fromEntries(others.map((name) => [name, undefined])));
  },
  'writes JSON with spaces and line feeds': (answer, { method }) =>
    method === 'HEAD' || !isJson(answer.headers)
      ? withFields(answer, { 'Content-Length': undefined })
      : withContent(answer, JSON.stringify(valueIn(answer), null, 2)),
  'compresses answers unless Accept-Encoding forbids it': (answer, { method }) =>
    method === 'HEAD' || answer.content.length === 0
      ? withFields(answer, { 'Content-Length': undefined })
      : withContent(withFields(answer, { 'Content-Encoding': 'gzip' }), gzipSync(answer.content)),
};

const isJson = (headers: Headers) =>
  headers.get('Content-Type')?.startsWith('application/json') === true;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with its members in reverse order. */
function backwardsIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toReversed())
    : value;
}

/** JSON with every non-ASCII character and every slash escaped. */
function inAscii(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

test('the list has at least twenty-four', () => {
  const all = [behindProxy, inOtherOrder, inCapitals, atLength].flatMap(Object.keys);
  expect(new Set(all).size).toBeGreaterThanOrEqual(24);
});

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

const patience = { timeout: 300_000 };

/** Runs the cases that change nothing against the server with this difference. */
async function failuresOf(
  difference: NewFault,
  ids = /./,
): Promise<{ failed: object[]; passed: number }> {
  const front = await startFront(await server.fixture(), difference);
  try {
    const reads = cases.filter(({ id, effect }) => effect === 'reads' && ids.test(id));
    const { results } = await runKit({ fixture: front.fixture, cases: reads });
    expect(front.mishaps).toEqual([]);
    const of = (wanted: string) => results.filter(({ outcome }) => outcome === wanted);
    return {
      failed: of('failed').map(({ id, failure }) => ({ id, ...failure })),
      passed: of('passed').length,
    };
  } finally {
    await front.close();
  }
}

/** Applies one difference after the other. */
const together = (differences: Differences): NewFault =>
  answers(async (answer, request, healthy) => {
    let changed = answer;
    for (const change of Object.values(differences)) {
      changed = await change(changed, request, healthy);
    }
    return changed;
  });

test.each(
  Object.entries({ behindProxy, inOtherOrder, inCapitals, atLength }).map(
    ([name, differences]) => [name, Object.keys(differences).join('; '), differences] as const,
  ),
)('a server passes that, %s, %s', patience, async (_name, _what, differences) => {
  const { failed, passed } = await failuresOf(together(differences));
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(700);
});

/** Omits Content-Length in answers to HEAD, for replaced certificates have other lengths. */
const withoutLengths =
  (newFault: NewFault): NewFault =>
  () => {
    const fault = newFault();
    return async (request, healthy) => {
      const answer = await fault(request, healthy);
      return request.method === 'HEAD'
        ? withFields(answer, { 'Content-Length': undefined })
        : answer;
    };
  };

/** ECDSA with SHA-256 (RFC 5758). */
const ecdsa = new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });

const otherCertificates = certifies({
  newRootKeys: () => newKeyPair('P-256'),
  root: (tbs) => {
    tbs.signature = ecdsa;
    tbs.serialNumber = octets(`7f${'5a'.repeat(19)}`);
  },
  idCert: (tbs) => {
    tbs.signature = ecdsa;
    tbs.extensions = new Extensions([
      keyUsage('nonRepudiation'),
      extension('1.3.6.1.4.1.99999.1', octets('0500'), false),
    ]);
  },
});

test(
  'a server passes that has a P-256 key, and ID-Certs with contentCommitment and unknown extensions',
  patience,
  async () => {
    const ids = /^(?:getServer|getActorIdCerts)/;
    const { failed, passed } = await failuresOf(withoutLengths(otherCertificates), ids);
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(400);
  },
);

test.each([
  ['the shortest challenges, for a minute', 86, 60],
  ['the longest challenges, for ten minutes', 256, 590],
])('a server passes that gives %s', patience, async (_, length, seconds) => {
  const other = on(
    'getChallenge',
    values(({ challenge }: { challenge: string }) => ({
      challenge: challenge.slice(0, 43) + randomBytes(length).toString('hex').slice(43, length),
      expires: Math.floor(Date.now() / 1000) + seconds,
    })),
  );
  const { failed } = await failuresOf(other, /^(?:any|getChallenge)\/(?!recommended)/);
  expect(failed).toEqual([]);
});
