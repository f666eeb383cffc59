/** R16: `onSent` is called once the answer was handed over completely, and of no other answer. */

import { RawConnection } from '@p2core/testing/raw-connection';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask, outcome, requestFor } from '../support/ask.js';
import { aliceToken } from '../support/every-operation.js';
import { exampleText } from '../support/examples.js';
import { serve, type TestServer } from '../support/serve.js';

const token = aliceToken;
const event = { n: 'core', op: '8', d: {}, s: '17' };
/** More than the buffers of both ends hold. */
const large = Array.from({ length: 1_000 }, () => ({ ...event, d: { text: 'x'.repeat(30_000) } }));

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());

function answerWith(result: object): () => number {
  const onSent = vi.fn();
  server.use({ getEvents: () => ({ ...result, onSent }) });
  return () => onSent.mock.calls.length;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 100));

test.each([
  ['content', { status: 200, body: [event] }],
  ['none', { status: 409 }],
])('is called once of an answer with %s', async (_name, result) => {
  const calls = answerWith(result);
  await ask(server, 'GET', '/events', { token });
  await settled();
  expect(calls()).toBe(1);
});

test('is called after an answer that closes the connection', async () => {
  const calls = answerWith({ status: 409 });
  await ask(server, 'GET', '/events', { token, fields: [['Connection', 'close']] });
  await settled();
  expect(calls()).toBe(1);
});

test('is called after a large answer only when the client has read it', async () => {
  const calls = answerWith({ status: 200, body: large });
  const connection = await RawConnection.open(server.port);
  connection.pause();
  connection.write(requestFor('GET', '/events', { token }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(calls()).toBe(0);
  connection.resume();
  const answer = await connection.next({ timeout: 20_000 });
  expect(answer?.status).toBe(200);
  await settled();
  expect(calls()).toBe(1);
  connection.close();
});

test('is not called for HEAD', async () => {
  const calls = answerWith({ status: 200, body: [event] });
  await ask(server, 'HEAD', '/events', { token });
  await settled();
  expect(calls()).toBe(0);
});

test('is not called for 304', async () => {
  const onSent = vi.fn();
  const body = exampleText('server-id-cert');
  server.use({ getServerIdCert: () => ({ status: 200, body, onSent }) });
  const fields = [['If-None-Match', '*']] as const;
  expect((await ask(server, 'GET', '/idcert/server', { fields })).status).toBe(304);
  await settled();
  expect(onSent).not.toHaveBeenCalled();
});

test('is not called for an answer that was stopped', async () => {
  const calls = answerWith({ status: 200, body: [] });
  expect(outcome(await ask(server, 'GET', '/events', { token }))).toBe('500 P2CORE_INTERNAL');
  await settled();
  expect(calls()).toBe(0);
});

test.each<[string, (connection: RawConnection) => void]>([
  ['the client resets', (connection) => connection.reset()],
  ['the client closes', (connection) => connection.close()],
  [
    'the client closes its half, then all of it',
    (connection) => {
      connection.end();
      setTimeout(() => connection.close(), 50);
    },
  ],
  ['the server closes', () => server.http.closeAllConnections()],
])('is not called where the connection broke before all was taken: %s', async (_name, breakIt) => {
  const calls = answerWith({ status: 200, body: large });
  const connection = await RawConnection.open(server.port);
  connection.pause();
  connection.write(requestFor('GET', '/events', { token }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  breakIt(connection);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(calls()).toBe(0);
});

test('is not called where the client left before the answer', async () => {
  const onSent = vi.fn();
  let isCalled = () => {};
  const called = new Promise<void>((resolve) => {
    isCalled = resolve;
  });
  server.use({
    async getEvents() {
      isCalled();
      await settled();
      return { status: 409, onSent };
    },
  });
  const connection = await RawConnection.open(server.port);
  connection.write(requestFor('GET', '/events', { token }));
  await called;
  connection.reset();
  await settled();
  await settled();
  expect(onSent).not.toHaveBeenCalled();
});

test.each([
  [
    'throws',
    () => {
      throw new Error('no');
    },
  ],
  ['rejects', () => Promise.reject(new Error('no'))],
])('that %s does no harm, and the log gets one entry', async (_name, onSent) => {
  server.use({ getEvents: () => ({ status: 409, onSent }) });
  const connection = await RawConnection.open(server.port);
  for (const path of ['/events', '/challenge']) {
    connection.write(requestFor('GET', path, { token }));
    expect((await connection.next())?.status).toBeLessThan(500);
  }
  connection.close();
  expect(server.log).toEqual([expect.objectContaining({ operation: 'getEvents' })]);
});
