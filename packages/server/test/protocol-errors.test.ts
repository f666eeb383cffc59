/** What is no request: malformed HTTP, too large or too slow requests, `CONNECT`, strange expectations. */

import { type RawAnswer, RawConnection, sendRaw } from '@p2core/testing/raw-connection';
import { errorCodes, type ProtocolError } from '@p2core/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcome, requestFor } from './support/ask.js';
import { aliceToken, sessionId } from './support/every-operation.js';
import { serve, type TestServer } from './support/serve.js';

const token = aliceToken;
const content = JSON.stringify({ session_id: sessionId });
const start = 'GET /.p2/core/v1/challenge HTTP/1.1\r\n';

let server: TestServer;
beforeAll(async () => {
  server = await serve({
    limits: { headersTimeout: 500, requestTimeout: 500 },
    after(app) {
      app.post('/elsewhere', (request, response) => {
        request.resume().once('end', () => response.end());
      });
    },
  });
});
afterAll(() => server.close());

function expectError(answer: RawAnswer | undefined, code: keyof typeof errorCodes): void {
  const body = JSON.parse(answer?.body ?? 'null') as ProtocolError;
  expect(body).toMatchObject({ errcode: errorCodes[code].status, error: code });
  expect(answer?.status).toBe(errorCodes[code].status);
  expect(answer?.headers).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    date: expect.any(String),
  });
}

test.each([
  ['garbage', 'GARBAGE\r\n\r\n'],
  ['TLS', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['another version', 'GET / HTTP/3.7\r\nHost: a\r\n\r\n'],
  ['no version', 'GET /.p2/core/v1/challenge\r\n\r\n'],
  ['a space before a colon', `${start}Host : a\r\n\r\n`],
  ['a field without a name', `${start}Host: a\r\n: b\r\n\r\n`],
  ['a field without a colon', `${start}Host: a\r\nX\r\n\r\n`],
  ['a bare CR in a field', `${start}Host: a\r\nX: a\rb\r\n\r\n`],
  ['a null octet in a field', `${start}Host: a\r\nX: a\0b\r\n\r\n`],
  ['a space in the target', 'GET /.p2/core/v1/chal lenge HTTP/1.1\r\nHost: a\r\n\r\n'],
])('malformed HTTP is 400, and the connection closes: %s', async (_name, octets) => {
  const connection = await RawConnection.open(server.port);
  connection.write(octets);
  const answer = await connection.next();
  expectError(answer, 'P2CORE_BAD_REQUEST');
  expect(answer?.headers.connection).toBe('close');
  await connection.ended();
});

test.each([
  ['no Host', `${start}\r\n`],
  ['two', `${start}Host: a\r\nHost: a\r\n\r\n`],
  ['a Host with a path', `${start}Host: a/b\r\n\r\n`],
  ['a Host with user information', `${start}Host: a@b\r\n\r\n`],
  ['a Host with a space', `${start}Host: a b\r\n\r\n`],
  ['a Host that is a list', `${start}Host: a, b\r\n\r\n`],
  ['a Host with a port that is none', `${start}Host: a:b\r\n\r\n`],
  ['a Host with a bracket left open', `${start}Host: [::1\r\n\r\n`],
])('a request with %s is 400', async (_name, octets) => {
  expectError(await sendRaw(server.port, octets), 'P2CORE_BAD_REQUEST');
});

test.each(['', 'a', 'a:', 'A.example:8443', '127.0.0.1:80', '[::1]:80', 'xn--4ca_a.b', '%C3%A4'])(
  'a request with the Host "%s" is served',
  async (host) => {
    expect((await sendRaw(server.port, `${start}Host: ${host}\r\n\r\n`))?.status).toBe(200);
  },
);

test('a field is read however many others stand before it', async () => {
  const others = Array.from({ length: 2_500 }, () => ['X', ''] as const);
  const hosts = await sendRaw(
    server.port,
    requestFor('GET', '/challenge', { fields: [...others, ['Host', 'b']] }),
  );
  expectError(hosts, 'P2CORE_BAD_REQUEST');
  const tokens = [
    ['Authorization', `Bearer ${token}`],
    ...others,
    ['Authorization', 'Bearer b'],
  ] as const;
  expectError(
    await sendRaw(server.port, requestFor('GET', '/events', { fields: tokens })),
    'P2CORE_UNAUTHORIZED',
  );
  const ending = requestFor('DELETE', '/session', { token, fields: others, content });
  expect((await sendRaw(server.port, ending))?.status).toBe(204);
});

test('HTTP/1.0 is served, with and without Host', async () => {
  for (const fields of ['', 'Host: a\r\n']) {
    const octets = `GET /.p2/core/v1/challenge HTTP/1.0\r\n${fields}\r\n`;
    expect((await sendRaw(server.port, octets))?.status).toBe(200);
  }
});

test.each([
  ['in one field', `${start}Host: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['in many', `${start}Host: a\r\n${'X: x\r\n'.repeat(20_000)}\r\n`],
  ['without an end', `${start}Host: a\r\nX: ${'x'.repeat(300_000)}`],
])('header fields that are too large are 431: %s', async (_name, octets) => {
  expectError(await sendRaw(server.port, octets), 'P2CORE_HEADER_FIELDS_TOO_LARGE');
});

test('a target that is too long is 414', async () => {
  const octets = `GET /.p2/core/v1/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`;
  expectError(await sendRaw(server.port, octets), 'P2CORE_URI_TOO_LONG');
});

test('chunk extensions that are too large are 413', async () => {
  const head = requestFor('DELETE', '/session', {
    token,
    fields: [['Transfer-Encoding', 'chunked']],
  });
  const octets = `${head}1;${'x'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`;
  expectError(await sendRaw(server.port, octets), 'P2CORE_CONTENT_TOO_LARGE');
});

test('a request that does not arrive in time is 408: its header', async () => {
  expectError(await sendRaw(server.port, `${start}Host: a\r\n`), 'P2CORE_REQUEST_TIMEOUT');
});

test('a request that does not arrive in time is 408: its content', async () => {
  const octets = requestFor('DELETE', '/session', { token, fields: [['Content-Length', '20']] });
  expectError(await sendRaw(server.port, `${octets}{`), 'P2CORE_REQUEST_TIMEOUT');
});

test('content that does not come closes the connection after the answer', async () => {
  const connection = await RawConnection.open(server.port);
  connection.write(requestFor('DELETE', '/session', { fields: [['Content-Length', '20']] }));
  expect((await connection.next())?.status).toBe(401);
  await connection.ended();
});

test('CONNECT is 404', async () => {
  const octets = 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n';
  expectError(await sendRaw(server.port, octets), 'P2CORE_NOT_FOUND');
});

test('an offer to upgrade is ignored, and the connection closes, because Node drops what follows', async () => {
  const fields = [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
  ] as const;
  const connection = await RawConnection.open(server.port);
  const offer = requestFor('GET', '/challenge', { fields });
  connection.write(Buffer.concat([offer, requestFor('GET', '/challenge')]));
  const answer = await connection.next();
  expect(answer?.status).toBe(200);
  expect(answer?.headers.connection).toBe('close');
  await connection.ended();
});

test.each(['200-ok', '100-continue, x', ''])(
  'an unknown Expect is ignored: %s',
  async (expectation) => {
    const fields = [['Expect', expectation]] as const;
    const answer = await sendRaw(
      server.port,
      requestFor('DELETE', '/session', { token, fields, content }),
    );
    expect(answer?.status).toBe(204);
  },
);

describe('answers that are under way', () => {
  test('are not mixed with the 100 of a request that was pipelined after them', async () => {
    const connection = await RawConnection.open(server.port);
    const fields = [['Expect', '100-continue']] as const;
    const expecting = requestFor('GET', '/idcert/server', { fields, content: '{}' });
    connection.write(Buffer.concat([requestFor('GET', '/challenge'), expecting, expecting]));
    const statuses = [];
    for (let index = 0; index < 5; index += 1) statuses.push(await connection.nextInterim());
    connection.close();
    expect(statuses).toEqual([200, 100, 200, 100, 200]);
  });

  test('come before the error to a request that was pipelined after them', async () => {
    server.use({
      async getChallenge() {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { error: 'P2CORE_INTERNAL' };
      },
    });
    const connection = await RawConnection.open(server.port);
    const request = requestFor('GET', '/challenge');
    connection.write(Buffer.concat([request, request, Buffer.from('GARBAGE\r\n\r\n')]));
    const answers = [await connection.next(), await connection.next(), await connection.next()];
    server.use({});
    expect(answers.map((answer) => answer && outcome(answer))).toEqual([
      '500 P2CORE_INTERNAL',
      '500 P2CORE_INTERNAL',
      '400 P2CORE_BAD_REQUEST',
    ]);
    await connection.ended();
  });

  test('come before the error of CONNECT', async () => {
    const connection = await RawConnection.open(server.port);
    const octets = 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n';
    connection.write(Buffer.concat([requestFor('GET', '/challenge'), Buffer.from(octets)]));
    expect((await connection.next())?.status).toBe(200);
    expectError(await connection.next(), 'P2CORE_NOT_FOUND');
    await connection.ended();
  });

  test('come before the error of content that is malformed', async () => {
    server.use({
      async getChallenge() {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { error: 'P2CORE_INTERNAL' };
      },
    });
    const connection = await RawConnection.open(server.port);
    const fields = [['Transfer-Encoding', 'chunked']] as const;
    const broken = `${requestFor('DELETE', '/session', { token, fields })}zz\r\n`;
    connection.write(Buffer.concat([requestFor('GET', '/challenge'), Buffer.from(broken)]));
    const answers = [await connection.next(), await connection.next()];
    server.use({});
    expect(answers.map((answer) => answer && outcome(answer))).toEqual([
      '500 P2CORE_INTERNAL',
      '400 P2CORE_BAD_REQUEST',
    ]);
    await connection.ended();
  });

  test('are not cut by garbage that comes while they are written', async () => {
    const event = { n: 'core', op: '8', d: { text: 'x'.repeat(30_000) }, s: '17' };
    server.use({ getEvents: () => ({ status: 200, body: Array(500).fill(event) }) });
    const connection = await RawConnection.open(server.port);
    connection.pause();
    connection.write(requestFor('GET', '/events', { token }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    connection.write('GARBAGE\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    connection.resume();
    const answer = await connection.next({ timeout: 20_000 });
    server.use({});
    expect(JSON.parse(answer?.body ?? '')).toHaveLength(500);
    expect((await connection.next())?.status).toBe(400);
    await connection.ended();
  });
});

test('malformed content does not disturb an answer of the application', async () => {
  const connection = await RawConnection.open(server.port);
  const head = 'POST /elsewhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
  connection.write(`${head}1\r\na\r\n`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  connection.write('zz\r\n');
  expectError(await connection.next(), 'P2CORE_BAD_REQUEST');
  connection.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await sendRaw(server.port, requestFor('GET', '/challenge')))?.status).toBe(200);
});

test('connections of clients that send garbage and wait are closed', async () => {
  const connections = await Promise.all(
    Array.from({ length: 20 }, () => RawConnection.open(server.port, { allowHalfOpen: true })),
  );
  for (const connection of connections) connection.write('GARBAGE\r\n\r\n');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const count = await new Promise((resolve) =>
    server.http.getConnections((_error, open) => resolve(open)),
  );
  for (const connection of connections) connection.close();
  expect(count).toBe(0);
});

test('garbage without end is not answered without end', async () => {
  const connection = await RawConnection.open(server.port);
  for (let index = 0; index < 50; index += 1) connection.write('GARBAGE '.repeat(10_000));
  expect((await connection.next())?.status).toBe(400);
  expect(await connection.next()).toBeUndefined();
});
