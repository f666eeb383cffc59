import { allOperations, type ErrorCode, errorCodes } from '@p2core/types';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { impostor, issue, newSession, type TestSession } from '../support/actors.js';
import { exchangeRaw } from '../support/exchange.js';
import { adminToken, startServer, type TestRequest } from '../support/server.js';

const server = await startServer({ P2CORE_HOME_SERVERS: 'gone.example.com=http://127.0.0.1:1' });
afterAll(() => server.close());

let session: TestSession;
let other: TestSession;
beforeEach(async () => {
  session = await newSession(server);
  other = await newSession(server);
});

type Cause = () => TestRequest | Promise<TestRequest>;

const forged = async ({ fid, session_id }: TestSession) =>
  issue(server, { fid, session_id }, { issuer: await impostor(fid.split('@')[1] as string) });
const update = (token: string | undefined, content: string): TestRequest => ({
  method: 'PUT',
  path: '/session/idcert/extern',
  token,
  content,
});
const end = (token: string | undefined, content: string): TestRequest => ({
  method: 'DELETE',
  path: '/session',
  token,
  content,
});
const lookUp = (path: string): Partial<Record<ErrorCode, Cause>> => ({
  P2CORE_BAD_REQUEST: () => ({ path: `${path}?timestamp=x` }),
  P2CORE_NO_CERT_AT_TIME: () => ({ path: `${path}?timestamp=0` }),
  P2CORE_METHOD_NOT_ALLOWED: () => ({ method: 'POST', path }),
  P2CORE_NOT_ACCEPTABLE: () => ({ path, accept: 'image/png' }),
  P2CORE_CONTENT_TOO_LARGE: () => ({ path, content: ' '.repeat(5000) }),
  P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({ path, content: '{}', contentType: 'text/html' }),
});

/** The request that causes each error that an operation lists. */
const causes: Record<string, Partial<Record<ErrorCode, Cause>>> = {
  getChallenge: {
    P2CORE_METHOD_NOT_ALLOWED: () => ({ method: 'POST', path: '/challenge' }),
    P2CORE_NOT_ACCEPTABLE: () => ({ path: '/challenge', accept: 'text/plain' }),
    P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({ path: '/challenge', content: '{}' }),
  },
  getServerIdCert: lookUp('/idcert/server'),
  getServerPublicKey: lookUp('/key/server'),
  rotateServerIdentityKey: {
    P2CORE_UNAUTHORIZED: () => ({ method: 'PUT', path: '/key/server' }),
    P2CORE_NOT_ADMINISTRATOR: () => ({ method: 'PUT', path: '/key/server', token: session.token }),
    P2CORE_METHOD_NOT_ALLOWED: () => ({ method: 'DELETE', path: '/key/server' }),
    P2CORE_NOT_ACCEPTABLE: () => ({
      method: 'PUT',
      path: '/key/server',
      token: adminToken,
      accept: 'text/html',
    }),
    P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({
      method: 'PUT',
      path: '/key/server',
      token: adminToken,
      content: '{}',
    }),
  },
  getActorIdCerts: {
    P2CORE_BAD_REQUEST: () => ({ path: '/idcert/actor/nobody' }),
    P2CORE_ACTOR_NOT_FOUND: () => ({ path: '/idcert/actor/a@b' }),
    P2CORE_METHOD_NOT_ALLOWED: () => ({ method: 'PUT', path: '/idcert/actor/a@b' }),
    P2CORE_NOT_ACCEPTABLE: () => ({ path: '/idcert/actor/a@b', accept: 'text/plain' }),
    P2CORE_CONTENT_TOO_LARGE: () => ({ path: '/idcert/actor/a@b', content: ' '.repeat(5000) }),
    P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({
      path: '/idcert/actor/a@b',
      content: 'x',
      contentType: 'text/plain',
    }),
  },
  updateSessionIdCert: {
    P2CORE_BAD_REQUEST: () => update(session.token, '"breaks off'),
    P2CORE_INVALID_ID_CERT: () => update(session.token, 'garbage'),
    P2CORE_UNAUTHORIZED: () => update(undefined, session.id_cert),
    P2CORE_ID_CERT_MISMATCH: () => update(session.token, other.id_cert),
    P2CORE_ID_CERT_UNTRUSTED: async () => update(session.token, await forged(session)),
    P2CORE_METHOD_NOT_ALLOWED: () => ({ path: '/session/idcert/extern' }),
    P2CORE_CONTENT_TOO_LARGE: () => update(session.token, ' '.repeat(200_000)),
    P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({
      ...update(session.token, session.id_cert),
      contentType: 'application/pkix-cert',
    }),
    async P2CORE_HOME_SERVER_UNREACHABLE() {
      const foreign = { fid: 'alice@gone.example.com', sessionId: session.session_id };
      const added = await newSession(server, foreign);
      return update(added.token, await forged(added));
    },
  },
  deleteSession: {
    P2CORE_BAD_REQUEST: () => end(session.token, '{}'),
    P2CORE_UNAUTHORIZED: () => end(undefined, JSON.stringify({ session_id: session.session_id })),
    P2CORE_SESSION_NOT_FOUND: () =>
      end(session.token, JSON.stringify({ session_id: other.session_id })),
    P2CORE_METHOD_NOT_ALLOWED: () => ({ method: 'PATCH', path: '/session' }),
    P2CORE_CONTENT_TOO_LARGE: () => end(session.token, ' '.repeat(5000)),
    P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({
      ...end(session.token, '{}'),
      contentType: 'application/x-www-form-urlencoded',
    }),
  },
  getKeyPackages: {
    P2CORE_BAD_REQUEST: () => ({ path: '/keypackage/nobody', token: session.token }),
    P2CORE_UNAUTHORIZED: () => ({ path: `/keypackage/${session.fid}` }),
    P2CORE_ACTOR_NOT_FOUND: () => ({ path: '/keypackage/a@b', token: session.token }),
    P2CORE_METHOD_NOT_ALLOWED: () => ({ method: 'DELETE', path: '/keypackage/a@b' }),
    P2CORE_NOT_ACCEPTABLE: () => ({
      path: `/keypackage/${session.fid}`,
      token: session.token,
      accept: 'text/plain',
    }),
    P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({
      path: `/keypackage/${session.fid}`,
      token: session.token,
      content: '{}',
    }),
  },
  getEvents: {
    P2CORE_BAD_REQUEST: () => ({ path: '/events?after=01', token: session.token }),
    P2CORE_UNAUTHORIZED: () => ({ path: '/events' }),
    P2CORE_METHOD_NOT_ALLOWED: () => ({ method: 'POST', path: '/events' }),
    P2CORE_NOT_ACCEPTABLE: () => ({ path: '/events', token: session.token, accept: 'text/plain' }),
    P2CORE_UNSUPPORTED_MEDIA_TYPE: () => ({ path: '/events', token: session.token, content: '{}' }),
  },
};

/** Codes that no single request causes on a server with the default settings. */
const notByAClient: readonly ErrorCode[] = [
  'P2CORE_ROUTE_NOT_OFFERED',
  'P2CORE_SECOND_FACTOR_REQUIRED',
  'P2CORE_RATE_LIMITED',
  'P2CORE_INTERNAL',
  'P2CORE_UNAVAILABLE',
];

test('each error that an operation lists and a client can bring about has its case here', () => {
  const offered = allOperations.filter(({ operationId }) => operationId in causes);
  expect(offered).toHaveLength(9);
  const expected = offered.map(({ operationId, errors }) => [
    operationId,
    errors.filter((code) => !notByAClient.includes(code)).sort(),
  ]);
  const cases = Object.entries(causes).map(([id, codes]) => [id, Object.keys(codes).sort()]);
  expect(Object.fromEntries(cases)).toEqual(Object.fromEntries(expected));
});

describe.each(Object.entries(causes))('R24 %s', (_, codes) => {
  test.each(Object.entries(codes))('answers %s', async (code, cause) => {
    const { status, json } = await server.send(await cause());
    expect(json).toMatchObject({ errcode: status, error: code });
    expect(status).toBe(errorCodes[code as ErrorCode].status);
    expect(json.message).toMatch(/^\S.+\.$/);
    if (code === 'P2CORE_BAD_REQUEST') {
      for (const { path } of json.details) expect(path).toMatch(/^\/(params|query|body|headers)\b/);
    }
  });
});

describe('R24 a 401 asks for a bearer token, and is the answer to', () => {
  test.each<[string, () => Record<string, string>]>([
    ['no Authorization', () => ({})],
    ['an empty one', () => ({ Authorization: '' })],
    ['an unknown token', () => ({ Authorization: 'Bearer unknown' })],
    ['a token and more', () => ({ Authorization: `Bearer ${session.token} x` })],
    [
      'a token without its last character',
      () => ({ Authorization: `Bearer ${session.token.slice(0, -1)}` }),
    ],
    [
      'a token in another case',
      () => ({ Authorization: `Bearer ${session.token.toLowerCase()}A` }),
    ],
    ['no token', () => ({ Authorization: 'Bearer' })],
    ['the token alone', () => ({ Authorization: session.token })],
    ['another scheme', () => ({ Authorization: `Token ${session.token}` })],
    ['a scheme that has "bearer" in it', () => ({ Authorization: `NotBearer ${session.token}` })],
    [
      'Basic',
      () => ({ Authorization: `Basic ${Buffer.from(`a:${session.token}`).toString('base64')}` }),
    ],
    ['a cookie', () => ({ Cookie: `token=${session.token}` })],
  ])('%s', async (_, headers) => {
    const { json, headers: answered } = await server.send({ path: '/events', headers: headers() });
    expect(json.error).toBe('P2CORE_UNAUTHORIZED');
    expect(answered['www-authenticate']).toMatch(/^Bearer/);
  });

  test('a token in the query', async () => {
    const path = `/events?access_token=${session.token}&token=${session.token}`;
    expect(await server.refusal({ path })).toBe('P2CORE_UNAUTHORIZED');
  });
});

test.each(['bearer', 'BEARER', 'Bearer  '])('the scheme may be written "%s"', async (scheme) => {
  const headers = { Authorization: `${scheme} ${session.token}` };
  expect((await server.send({ path: '/events', headers })).status).toBe(409);
});

test('a stranger learns only that a token is missing, also where more is wrong', async () => {
  const wrong: TestRequest[] = [
    { path: '/keypackage/nobody' },
    { path: '/keypackage/a@b', accept: 'image/png' },
    { path: '/events', content: '{}', contentType: 'text/html' },
    { method: 'DELETE', path: '/session', content: ' '.repeat(5000) },
    { method: 'PUT', path: '/session/idcert/extern', content: 'x', contentType: 'image/png' },
    { method: 'PUT', path: '/key/server', content: '{}' },
  ];
  for (const request of wrong) expect(await server.refusal(request)).toBe('P2CORE_UNAUTHORIZED');
});

test('a public operation does not look at a token', async () => {
  for (const path of [
    '/challenge',
    '/idcert/server',
    '/key/server',
    `/idcert/actor/${session.fid}`,
  ]) {
    expect((await server.send({ path, token: 'unknown' })).status).toBe(200);
  }
});

test.each(['/idcert/actor/%', '/idcert/actor/%zz@b', '/keypackage/%ff'])(
  'R24 a path that is not well-formed percent-encoding is a 400: %s',
  async (path) => {
    expect(await server.refusal({ path, token: session.token })).toBe('P2CORE_BAD_REQUEST');
  },
);

test.each([
  ['what is not HTTP', 'hello\r\n\r\n', ['P2CORE_BAD_REQUEST']],
  [
    'content of two lengths',
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx',
    ['P2CORE_BAD_REQUEST'],
  ],
  [
    'header fields that are too large',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    ['P2CORE_HEADER_FIELDS_TOO_LARGE'],
  ],
  [
    'a target that is too long',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    ['P2CORE_URI_TOO_LONG', 'P2CORE_HEADER_FIELDS_TOO_LARGE'],
  ],
])('R24 %s is answered with an error of the registry', async (_, octets, codes) => {
  const [answer, ...more] = await exchangeRaw(server.url, octets);
  expect(more).toEqual([]);
  expect(codes).toContain(answer?.json.error);
  expect(answer?.status).toBe(answer?.json.errcode);
  expect(answer?.headers['content-type']).toBe('application/json');
});
