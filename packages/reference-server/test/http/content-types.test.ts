import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { newSession, type TestSession } from '../support/actors.js';
import { adminToken, startServer, type TestRequest } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

let session: TestSession;
beforeEach(async () => {
  session = await newSession(server);
});

const json = 'application/json';
const pem = 'application/x-pem-file';

/** The operations that take content, each with content that it accepts as the type that is its first. */
const taking: [string, string, string[], () => TestRequest & { content: string }][] = [
  [
    'GET /idcert/server',
    json,
    [pem, 'text/plain'],
    () => ({ path: '/idcert/server', content: '{}' }),
  ],
  ['GET /key/server', json, [pem, 'text/plain'], () => ({ path: '/key/server', content: '{}' })],
  [
    'GET /idcert/actor/{fid}',
    json,
    [pem, 'text/plain'],
    () => ({ path: `/idcert/actor/${session.fid}`, content: '{}' }),
  ],
  [
    'DELETE /session',
    json,
    [pem, 'text/plain'],
    () => ({
      method: 'DELETE',
      path: '/session',
      token: session.token,
      content: JSON.stringify({ session_id: session.session_id }),
    }),
  ],
  [
    'PUT /session/idcert/extern',
    pem,
    ['application/pkix-cert', 'application/pem-certificate-chain'],
    () => ({
      method: 'PUT',
      path: '/session/idcert/extern',
      token: session.token,
      content: session.id_cert,
    }),
  ],
];

/** The operations that take none. */
const takingNone: [string, () => TestRequest][] = [
  ['GET /challenge', () => ({ path: '/challenge' })],
  ['PUT /key/server', () => ({ method: 'PUT', path: '/key/server', token: adminToken })],
  ['GET /keypackage/{fid}', () => ({ path: `/keypackage/${session.fid}`, token: session.token })],
  ['GET /events', () => ({ path: '/events', token: session.token })],
];

const isDone = (status: number) => status < 300 || status === 409;

describe.each(taking)('R4 %s', (_, type, others, request) => {
  test('reads content without a type as its first media type', async () => {
    expect((await server.send(request())).status).toBeLessThan(300);
  });

  test.each([
    ['its first media type', type],
    ['the same in upper case', type.toUpperCase()],
    ['the same with charset=utf-8', `${type}; charset=utf-8`],
    ['the same with charset="UTF-8"', `${type} ;charset="UTF-8"`],
  ])('reads content of %s', async (_, contentType) => {
    expect((await server.send({ ...request(), contentType })).status).toBeLessThan(300);
  });

  test.each([
    ...others,
    'text/html',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/problem+json',
    '*/*',
    'json',
    `${type}; charset=iso-8859-1`,
    `${type}; charset=utf-16`,
    `${type}#/properties/headers`,
    `${type},text/plain`,
    '',
  ])('refuses content of the type %j', async (contentType) => {
    expect(await server.refusal({ ...request(), contentType })).toBe(
      'P2CORE_UNSUPPORTED_MEDIA_TYPE',
    );
  });

  test('refuses compressed content, and accepts Content-Encoding: identity', async () => {
    const { content, ...rest } = request();
    const gzip = {
      ...rest,
      content: gzipSync(content),
      contentType: type,
      headers: { 'Content-Encoding': 'gzip' },
    };
    expect(await server.refusal(gzip)).toBe('P2CORE_UNSUPPORTED_MEDIA_TYPE');
    const plain = { ...request(), headers: { 'Content-Encoding': 'identity' } };
    expect((await server.send(plain)).status).toBeLessThan(300);
  });
});

describe.each(takingNone)('R4 %s', (_, request) => {
  test('refuses content of any media type', async () => {
    for (const contentType of [undefined, json, 'text/plain']) {
      const type = contentType === undefined ? {} : { contentType };
      const refusals = [false, true].map((chunked) =>
        server.refusal({ ...request(), content: '{}', chunked, ...type }),
      );
      expect(await Promise.all(refusals)).toEqual(Array(2).fill('P2CORE_UNSUPPORTED_MEDIA_TYPE'));
    }
  });
});

describe.each([
  ...takingNone,
  ...taking
    .slice(0, 3)
    .map(([name, , , request]): [string, () => TestRequest] => [
      name,
      () => ({ ...request(), content: undefined }),
    ]),
])('R4 %s', (_, request) => {
  test('ignores a Content-Type without content', async () => {
    expect(isDone((await server.send({ ...request(), contentType: 'text/html' })).status)).toBe(
      true,
    );
    const empty = { ...request(), content: '', contentType: 'text/html' };
    expect(isDone((await server.send(empty)).status)).toBe(true);
  });
});

test('R4 a Content-Type with chunked content that turns out to be empty is ignored', async () => {
  const empty = { content: '', chunked: true, contentType: 'text/html' };
  for (const path of ['/challenge', '/idcert/server']) {
    expect((await server.send({ path, ...empty })).status).toBe(200);
  }
});

test('R4 a Content-Type that is given twice is refused', async () => {
  const request = {
    path: '/idcert/server',
    content: '{}',
    headers: { 'Content-Type': [json, json] },
  };
  const allowed = ['P2CORE_BAD_REQUEST', 'P2CORE_UNSUPPORTED_MEDIA_TYPE'];
  expect(allowed).toContain(await server.refusal(request));
});

test('R4 two Authorization fields are refused, also by an operation that has no 400', async () => {
  const headers = { Authorization: [`Bearer ${session.token}`, `Bearer ${session.token}`] };
  for (const path of ['/events', `/keypackage/${session.fid}`]) {
    expect((await server.send({ path, headers })).status).toBeGreaterThanOrEqual(400);
  }
});
