/** Whatever is too slow is answered or cut. The limits here are small; the defaults are read from where the README has them. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RawConnection, rawRequest, sendRaw } from '@p2core/testing/raw-connection';
import { errorCodes, pathPrefix } from '@p2core/types';
import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createContractServer, defaultLimits } from '../../src/index.js';
import { outcome, requestFor } from '../support/ask.js';
import { aliceToken } from '../support/every-operation.js';
import { serve, type TestServer } from '../support/serve.js';

const limits = {
  headersTimeout: 600,
  requestTimeout: 900,
  keepAliveTimeout: 400,
  answerTimeout: 1_200,
  writeTimeout: 700,
};
let isAborted = false;

function routes(app: Express): void {
  app.get('/large', (_request, response) => {
    response.send(Buffer.alloc(2 ** 24));
  });
  app.get('/stream', (_request, response) => {
    const chunks = Array(512).fill(Buffer.alloc(2 ** 16));
    response.set('Content-Length', String(chunks.length * 2 ** 16));
    return pipeline(Readable.from(chunks, { objectMode: false }), response);
  });
  app.get('/never/:word', () => new Promise(() => {}));
  app.get('/late', async (_request, response) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    response.json({});
  });
  app.post('/upload', (request, response) => {
    request.resume().once('end', () => response.end());
  });
}

let server: TestServer;
beforeAll(async () => {
  server = await serve({ limits, after: routes });
});
afterAll(() => server.close());
beforeEach(() => {
  isAborted = false;
  server.use({
    getChallenge: (_request, context) =>
      new Promise(() => {
        context.signal.addEventListener('abort', () => {
          isAborted = true;
        });
      }),
  });
});

const connections = () =>
  new Promise<number>((resolve) => server.http.getConnections((_error, count) => resolve(count)));
const noneIsLeft = () => expect.poll(connections, { timeout: 30_000, interval: 200 }).toBe(0);

test.each([
  ['/large', 'keep-alive'],
  ['/large', 'close'],
  ['/stream', 'keep-alive'],
  ['/stream', 'close'],
])('a client that never reads is cut: %s, %s', async (target, option) => {
  const connection = await RawConnection.open(server.port);
  connection.pause();
  connection.write(rawRequest('GET', target, [['Connection', option]]));
  await expect.poll(connections).toBe(1);
  await noneIsLeft();
  connection.close();
  expect(server.log).toEqual([]);
});

test('a client that goes on sending is closed too', async () => {
  const connection = await RawConnection.open(server.port);
  connection.pause();
  connection.write(rawRequest('GET', '/stream'));
  const timer = setInterval(() => connection.write('G'), 50);
  await expect.poll(connections).toBe(1);
  await noneIsLeft();
  clearInterval(timer);
  connection.close();
});

test('a client that reads slowly but steadily gets its answer', async () => {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(rawRequest('GET', '/stream', [['Connection', 'close']]));
  let octets = 0;
  for await (const chunk of socket) {
    octets += chunk.length;
    if (Math.random() < 0.02) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(octets).toBeGreaterThan(2 ** 25);
});

test.each([
  ['head', 'GET / HTTP/1.1\r\nHost: a\r\n', 'X: y\r\n'],
  ['content', 'POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n', 'x'],
  ['chunk', 'POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
])('a %s that comes drop by drop is 408', async (_name, start, drop) => {
  const connection = await RawConnection.open(server.port);
  connection.write(start);
  const timer = setInterval(() => connection.write(drop), 50);
  const answer = await connection.next({ timeout: 20_000 });
  clearInterval(timer);
  expect(answer && outcome(answer)).toBe('408 P2CORE_REQUEST_TIMEOUT');
  await connection.ended(20_000);
});

test('content that no route reads does not keep a connection open', async () => {
  const connection = await RawConnection.open(server.port);
  connection.write('POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n');
  const timer = setInterval(() => connection.write('x'), 50);
  expect((await connection.next())?.status).toBe(404);
  await connection.ended(20_000);
  clearInterval(timer);
});

test('a silent connection is closed', async () => {
  const connection = await RawConnection.open(server.port);
  await connection.ended(20_000);
});

test('empty lines do not keep a connection open', async () => {
  const connection = await RawConnection.open(server.port);
  connection.write(rawRequest('GET', '/nowhere'));
  await connection.next();
  const timer = setInterval(() => connection.write('\r\n'), 50);
  await connection.ended(20_000);
  clearInterval(timer);
});

test.each([
  ['an operation', `${pathPrefix}/challenge`, `${pathPrefix}/challenge`],
  ['another route', '/never/secret', '/never/:word'],
])(
  '%s that does not answer is 503 with Retry-After, and one entry in the log',
  async (_name, path, route) => {
    const answer = await sendRaw(server.port, rawRequest('GET', `${path}?secret`), {
      timeout: 20_000,
    });
    expect(answer && outcome(answer)).toBe('503 P2CORE_UNAVAILABLE');
    expect(answer?.headers['retry-after']).toMatch(/^\d+$/);
    expect(server.log).toEqual([{ method: 'GET', route, message: 'no answer came in time' }]);
  },
);

test('so is a request that waits for an onSent without end', async () => {
  const onSent = () => new Promise<void>(() => {});
  const body = [{ n: 'core', op: '8', d: {}, s: '17' }];
  server.use({ getEvents: () => ({ status: 200, body, onSent }) });
  const connection = await RawConnection.open(server.port);
  const asked = requestFor('GET', '/events', { token: aliceToken });
  connection.write(Buffer.concat([asked, asked]));
  expect((await connection.next())?.status).toBe(200);
  expect((await connection.next({ timeout: 20_000 }))?.status).toBe(503);
  await connection.ended(20_000);
});

test('the signal of the handler is aborted', async () => {
  await sendRaw(server.port, requestFor('GET', '/challenge'), { timeout: 20_000 });
  await expect.poll(() => isAborted).toBe(true);
});

test('an answer that comes after that is dropped without a word', async () => {
  const answer = await sendRaw(server.port, rawRequest('GET', '/late'), { timeout: 20_000 });
  expect(answer?.status).toBe(errorCodes.P2CORE_UNAVAILABLE.status);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(server.log).toHaveLength(1);
});

test('the defaults are those of the README, and Node has them as settings', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const units: Record<string, number> = { s: 1_000, KiB: 1_024, '': 1 };
  const told = [...readme.matchAll(/^\| `(\w+)` \| ([\d,]+) ?(s|KiB|) \|/gm)].map(
    ([, name = '', figure = '', unit = '']) => [
      name,
      Number(figure.replace(',', '')) * (units[unit] ?? Number.NaN),
    ],
  );
  expect(Object.fromEntries(told)).toEqual(defaultLimits);
  const { headersTimeout, requestTimeout, keepAliveTimeout } = defaultLimits;
  expect(createContractServer(() => {})).toMatchObject({
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
  });
  expect(headersTimeout).toBeLessThan(createServer().headersTimeout);
});
