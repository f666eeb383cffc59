/** Requests of one connection see what those before them did, also where the client did not wait for the answers. */

import { RawConnection } from '@p2core/testing/raw-connection';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, outcome, requestFor } from './support/ask.js';
import { aliceToken, sessionId } from './support/every-operation.js';
import { serve, type TestServer } from './support/serve.js';

const token = aliceToken;
const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());

/** A queue of one event, which leaves it a while after it was handed over. */
function queueOfOne(): void {
  let queue = [{ n: 'core', op: '8', d: {}, s: '17' }];
  server.use({
    async getEvents() {
      await wait(5);
      if (queue.length === 0) return { status: 409 };
      return {
        status: 200,
        body: queue,
        async onSent() {
          await wait(50);
          queue = [];
        },
      };
    },
  });
}

test('the next request on a connection waits for onSent', async () => {
  queueOfOne();
  const connection = await RawConnection.open(server.port);
  const statuses: unknown[] = [];
  for (let index = 0; index < 2; index += 1) {
    connection.write(requestFor('GET', '/events', { token }));
    statuses.push((await connection.next())?.status);
  }
  connection.close();
  expect(statuses).toEqual([200, 409]);
});

test('a pipelined request waits for onSent too', async () => {
  queueOfOne();
  const connection = await RawConnection.open(server.port);
  connection.write(Buffer.concat(Array(3).fill(requestFor('GET', '/events', { token }))));
  const statuses = [await connection.next(), await connection.next(), await connection.next()];
  connection.close();
  expect(statuses.map((answer) => answer?.status)).toEqual([200, 409, 409]);
});

test('pipelined requests are handled one after the other', async () => {
  const order: string[] = [];
  server.use({
    async deleteSession() {
      order.push('deletion begins');
      await wait(30);
      order.push('deletion ends');
      return { status: 204 };
    },
    getChallenge() {
      order.push('challenge');
      return { error: 'P2CORE_INTERNAL' };
    },
  });
  const connection = await RawConnection.open(server.port);
  const content = JSON.stringify({ session_id: sessionId });
  const deletion = requestFor('DELETE', '/session', { token, content });
  connection.write(Buffer.concat([deletion, requestFor('GET', '/challenge')]));
  expect((await connection.next())?.status).toBe(204);
  expect((await connection.next())?.status).toBe(500);
  connection.close();
  expect(order).toEqual(['deletion begins', 'deletion ends', 'challenge']);
});

test('pipelined requests of a client that has left are not served', async () => {
  let deletions = 0;
  let isCalled = () => {};
  const called = new Promise<void>((resolve) => {
    isCalled = resolve;
  });
  server.use({
    async deleteSession() {
      deletions += 1;
      isCalled();
      await wait(50);
      return { status: 204 };
    },
  });
  const connection = await RawConnection.open(server.port);
  const content = JSON.stringify({ session_id: sessionId });
  const deletion = requestFor('DELETE', '/session', { token, content });
  connection.write(Buffer.concat([deletion, deletion, deletion]));
  await called;
  connection.reset();
  await wait(150);
  expect(deletions).toBe(1);
});

/** A handler that answers no challenge before it is released. */
function heldChallenges(): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.use({
    async getChallenge() {
      await released;
      return { error: 'P2CORE_INTERNAL' };
    },
  });
  return release;
}

test('after a hundred waiting requests, each further one is refused', async () => {
  const release = heldChallenges();
  const connection = await RawConnection.open(server.port);
  connection.write(Buffer.concat(Array(120).fill(requestFor('GET', '/challenge'))));
  await wait(100);
  release();
  const answers = [];
  for (let index = 0; index < 120; index += 1) answers.push(await connection.next());
  connection.close();
  const outcomes = answers.map((answer) => answer && outcome(answer));
  expect(outcomes.slice(0, 101)).toEqual(Array(101).fill('500 P2CORE_INTERNAL'));
  expect(outcomes.slice(101)).toEqual(Array(19).fill('429 P2CORE_RATE_LIMITED'));
  expect(answers.at(-1)?.headers['retry-after']).toBe('1');
});

test.each([
  ['without content', requestFor('GET', '/challenge')],
  ['with content', requestFor('GET', '/idcert/server', { content: '{}' })],
])('requests without end, of which none is answered, are not read: %s', async (_name, request) => {
  const release = heldChallenges();
  let read = 0;
  const count = () => {
    read += 1;
  };
  server.http.on('request', count);
  const connection = await RawConnection.open(server.port);
  connection.write(requestFor('GET', '/challenge'));
  connection.write(Buffer.concat(Array(30_000).fill(request)));
  for (let before = -1; before < read; ) {
    before = read;
    await wait(500);
  }
  connection.close();
  server.http.off('request', count);
  release();
  expect(read).toBeLessThan(10_000);
});

test('middleware that holds up one request does not stop those behind it', async () => {
  let calls = 0;
  const held = await serve({
    before(app) {
      app.use(async (_request, _response, next) => {
        calls += 1;
        if (calls === 1) await wait(50);
        next();
      });
    },
  });
  const connection = await RawConnection.open(held.port);
  connection.write(Buffer.concat(Array(3).fill(requestFor('GET', '/challenge'))));
  const statuses = [await connection.next(), await connection.next(), await connection.next()];
  connection.close();
  await held.close();
  expect(statuses.map((answer) => answer?.status)).toEqual([200, 200, 200]);
});

test('other connections do not wait', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.use({
    async getEvents() {
      await released;
      return { status: 409 };
    },
  });
  const slow = ask(server, 'GET', '/events', { token });
  expect((await ask(server, 'GET', '/challenge')).status).toBe(200);
  release();
  expect((await slow).status).toBe(409);
});
