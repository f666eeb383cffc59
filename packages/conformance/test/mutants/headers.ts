import { inFile } from './mutant.js';

const withoutDefault = (name: string) => `if (typeof value === 'string' && name !== '${name}')`;

/** Header fields of answers: caching, validators, CORS, limits. */
export const headers = [
  ...inFile('server/dist/response/answer.js', [
    {
      name: 'sends 401 without WWW-Authenticate',
      clause: 'R24',
      find: "if (typeof value === 'string')",
      replace: withoutDefault('WWW-Authenticate'),
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends 405 without Allow',
      clause: 'R21',
      find: "if (typeof value === 'string')",
      replace: withoutDefault('Allow'),
      caughtBy: 'getChallenge/method-post',
    },
    {
      name: 'sends certificates without Vary',
      clause: 'R5',
      find: "if (typeof value === 'string')",
      replace: withoutDefault('Vary'),
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'sends no Cache-Control',
      clause: 'R23',
      find: "if (typeof value === 'string')",
      replace: withoutDefault('Cache-Control'),
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'asks for Basic credentials',
      clause: 'R24',
      find: 'declared[name]?.default;',
      replace: "name === 'WWW-Authenticate' ? 'Basic' : declared[name]?.default;",
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'varies by another header field',
      clause: 'R5',
      find: 'declared[name]?.default;',
      replace: "name === 'Vary' ? 'Accept-Encoding' : declared[name]?.default;",
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'sends no ETag',
      clause: 'R23',
      find: 'if (operation.responses[result.status]?.headers.ETag)',
      replace: 'if (false)',
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'sends an ETag without quotes',
      clause: 'R23',
      find: '`"${digest.slice(0, 27)}"`',
      replace: 'digest.slice(0, 27)',
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'sends the same ETag for everything',
      clause: 'R23',
      find: '`${mediaType}\\n${text}`',
      replace: "''",
      caughtBy: 'getActorIdCerts/etag-changes',
    },
    {
      name: 'sends the same ETag for JSON and for bare PEM',
      clause: 'R23',
      find: 'entityTag(answer.content)',
      replace: "entityTag({ mediaType: '', text: JSON.stringify(result.body) })",
      caughtBy: 'getServerIdCert/etag-of-each-media-type',
    },
    {
      name: 'sends another ETag each time',
      clause: 'R23',
      find: '`${mediaType}\\n${text}`',
      replace: 'String(Math.random())',
      caughtBy: 'getServerIdCert/if-none-match',
    },
    {
      name: 'sends 304 without ETag',
      clause: 'R23',
      find: 'headers: Object.fromEntries(kept)',
      replace: "headers: { ...Object.fromEntries(kept), ETag: '' }",
      caughtBy: 'getServerIdCert/if-none-match',
    },
    {
      name: 'lets errors be kept',
      clause: 'R24',
      find: "'Cache-Control': 'no-store',",
      replace: "'Cache-Control': 'public, max-age=3600',",
      caughtBy: 'getServerIdCert/error-not-kept',
    },
  ]),
  ...inFile('server/dist/response/is-not-modified.js', [
    {
      name: 'ignores If-None-Match',
      clause: 'R23',
      find: 'condition === undefined || ETag === undefined',
      replace: 'true',
      caughtBy: 'getServerIdCert/if-none-match',
    },
    {
      name: 'answers 304 to every If-None-Match',
      clause: 'R23',
      find: 'opaqueTag(tag.trim()) === opaqueTag(ETag)',
      replace: 'true',
      caughtBy: 'getServerIdCert/if-none-match-other',
    },
    {
      name: 'reads a list in If-None-Match as one tag',
      clause: 'R23',
      find: "condition.split(',')",
      replace: '[condition]',
      caughtBy: 'getServerIdCert/if-none-match-list',
    },
    {
      name: 'compares entity tags strongly',
      clause: 'R23',
      find: "entityTag.replace(/^W\\//, '')",
      replace: 'entityTag',
      caughtBy: 'getServerIdCert/if-none-match-weak',
    },
    {
      name: 'does not know If-None-Match: *',
      clause: 'R23',
      find: "condition.trim() === '*'",
      replace: 'false',
      caughtBy: 'getServerIdCert/if-none-match-star',
    },
  ]),
  ...inFile('reference-server/dist/handlers/cache-control.js', [
    {
      name: 'keeps the past no longer than the present',
      clause: 'R23',
      find: '12 * hour',
      replace: 'hour',
      caughtBy: 'getServerIdCert/past-kept-longer',
    },
    {
      name: 'keeps the present as long as the past',
      clause: 'R23',
      find: 'timestamp !== undefined && Number(timestamp) < now()',
      replace: 'true',
      caughtBy: 'getServerIdCert/kept-for-an-hour',
    },
    {
      name: 'lets nobody but the browser keep the past',
      clause: 'R23',
      find: '`public, max-age',
      replace: '`private, max-age',
      caughtBy: 'getServerIdCert/past-kept-longer',
    },
  ]),
  ...inFile('reference-server/dist/handlers/get-challenge.js', [
    {
      name: 'lets a challenge be kept',
      clause: 'R23',
      find: 'status: 200,',
      replace: "status: 200, headers: { 'Cache-Control': 'public, max-age=3600' },",
      caughtBy: 'getChallenge/happy',
    },
  ]),
  ...inFile('reference-server/dist/handlers/get-events.js', [
    {
      name: 'lets events be kept',
      clause: 'R23',
      find: 'status: 200,',
      replace: "status: 200, headers: { 'Cache-Control': 'private, max-age=60' },",
      caughtBy: 'getEvents/in-order',
    },
  ]),
  ...inFile('reference-server/dist/handlers/get-key-packages.js', [
    {
      name: 'lets KeyPackages be kept',
      clause: 'R23',
      find: 'return { status: 200, body: keyPackages };',
      replace:
        "return { status: 200, headers: { 'Cache-Control': 'max-age=60' }, body: keyPackages };",
      caughtBy: 'getKeyPackages/happy',
    },
  ]),
  ...inFile('server/dist/cors.js', [
    {
      name: 'allows one origin only',
      clause: 'R21',
      find: "origin: '*'",
      replace: "origin: 'https://home.example.com'",
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'allows credentials to every origin',
      clause: 'R21',
      find: "origin: '*',",
      replace: "origin: '*', credentials: true,",
      caughtBy: 'getChallenge/preflight',
    },
    {
      name: 'does not allow Authorization to browsers',
      clause: 'R21',
      find: "'Authorization', 'Content-Type'",
      replace: "'Content-Type'",
      caughtBy: 'getEvents/preflight',
    },
    {
      name: 'does not allow Content-Type to browsers',
      clause: 'R21',
      find: "'Authorization', 'Content-Type'",
      replace: "'Authorization'",
      caughtBy: 'deleteSession/preflight',
    },
    {
      name: 'does not allow DELETE to browsers',
      clause: 'R21',
      find: "methods: ['HEAD', ...methods]",
      replace: "methods: ['HEAD', 'GET', 'PUT']",
      caughtBy: 'deleteSession/preflight',
    },
    {
      name: 'lets browsers read no header field',
      clause: 'R21',
      find: 'exposedHeaders: [...exposedHeaders]',
      replace: 'exposedHeaders: []',
      caughtBy: 'getServerIdCert/exposed-headers',
    },
  ]),
  ...inFile('server/dist/response/responder.js', [
    {
      name: 'sends errors that browsers cannot read',
      clause: 'R21',
      find: 'if (!isGone)',
      replace: "response.removeHeader('Access-Control-Allow-Origin');\nif (!isGone)",
      caughtBy: 'getEvents/without-token',
    },
  ]),
  ...inFile('server/dist/response/write-answer.js', [
    {
      name: 'sends no Content-Type',
      clause: 'contract',
      find: 'if (content !== undefined)',
      replace: 'if (false)',
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'says of HEAD that there is no content',
      clause: 'R21',
      find: "Buffer.byteLength(content?.text ?? '')",
      replace: "request.method === 'HEAD' ? 0 : Buffer.byteLength(content?.text ?? '')",
      caughtBy: 'getServerIdCert/head-content-length',
    },
    {
      name: 'sends no ETag with HEAD',
      clause: 'R21',
      find: 'response.statusCode = status;',
      replace: "response.statusCode = status;\nif (request.method === 'HEAD') delete headers.ETag;",
      caughtBy: 'getServerIdCert/head',
    },
  ]),
  ...inFile('reference-server/dist/rate-limits.js', [
    {
      name: 'sends RateLimit in the form of an older draft',
      clause: 'R22',
      find: "standardHeaders: 'draft-8'",
      replace: "standardHeaders: 'draft-7'",
      caughtBy: 'getChallenge/happy',
    },
  ]),
  ...inFile(
    'reference-server/dist/rate-limits.js',
    [
      {
        name: 'does not say when a request over the limit may come again',
        find: "next(new ContractError('P2CORE_RATE_LIMITED', { headers: { 'Retry-After': wait(request) } }))",
        replace:
          "_response.removeHeader('Retry-After');\nnext(new ContractError('P2CORE_RATE_LIMITED'))",
      },
      {
        name: 'answers 503 to a request over the limit',
        find: "ContractError('P2CORE_RATE_LIMITED'",
        replace: "ContractError('P2CORE_UNAVAILABLE'",
      },
      {
        name: 'goes on answering where its limit leaves no request',
        find: 'handler: (request, _response, next) => {',
        replace: 'handler: (request, _response, next) => {\nreturn next();',
      },
    ].map((mutant) => ({
      ...mutant,
      clause: 'R22',
      also: {
        file: 'reference-server/dist/rate-limits.js',
        find: 'limit: requestsAMinute,',
        replace: 'limit: 20,',
      },
      alone: true,
      caughtBy: 'any/rate-limited',
    })),
  ),
];
