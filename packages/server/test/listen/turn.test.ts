/** Requests of one connection are served in turn on all routes, so that what has hung up holds nothing open. */
import { readdirSync } from 'node:fs';
import { RawConnection, rawRequest, sendRaw } from '@p2core/testing/raw-connection';
import { type Express, static as serveFiles } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type TestServer } from '../support/serve.js';

const files = new URL('../../../types/src/generated/', import.meta.url).pathname;
const large = '/files/schema.ts';
let running = 0;
let mostRunning = 0;
let served = 0;
let held = 0;

function routes(app: Express): void {
  app.use('/files', serveFiles(files));
  app.get('/held', () => {
    held += 1;
    return new Promise(() => {});
  });
  app.get('/slow', async (_request, response) => {
    running += 1;
    served += 1;
    mostRunning = Math.max(mostRunning, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    response.json({});
  });
}

let server: TestServer;
beforeAll(async () => {
  server = await serve({ after: routes });
});
afterAll(() => server.close());

const openFiles = () => readdirSync('/proc/self/fd').length;

test('one request of a connection is served at a time', async () => {
  const connection = await RawConnection.open(server.port);
  connection.write(Buffer.concat(Array(20).fill(rawRequest('GET', '/slow'))));
  for (let index = 0; index < 20; index += 1) expect((await connection.next())?.status).toBe(200);
  connection.close();
  expect(mostRunning).toBe(1);
});

test('too many requests that wait are 429 on every route', async () => {
  const connection = await RawConnection.open(server.port);
  connection.write(Buffer.concat(Array(121).fill(rawRequest('GET', '/slow'))));
  const statuses: unknown[] = [];
  for (let index = 0; index < 121; index += 1) statuses.push((await connection.next())?.status);
  connection.close();
  expect(statuses.filter((status) => status === 200)).toHaveLength(101);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
});

test('a connection that goes on after that is closed', async () => {
  const before = served;
  const connection = await RawConnection.open(server.port);
  connection.write(Buffer.concat(Array(5_000).fill(rawRequest('GET', '/slow'))));
  await connection.ended();
  expect(served - before).toBeLessThan(10);
});

test('all connections together have a limit, and closed ones no longer count', async () => {
  const statuses = async () => {
    const connection = await RawConnection.open(server.port);
    connection.write(Buffer.concat(Array(10).fill(rawRequest('GET', '/slow'))));
    const found = new Set<unknown>();
    for (let index = 0; index < 10; index += 1) found.add((await connection.next())?.status);
    connection.close();
    return [...found];
  };
  const opening = Array.from({ length: 20 }, () => RawConnection.open(server.port));
  const waiting = await Promise.all(opening);
  for (const connection of waiting) {
    connection.write(rawRequest('GET', '/held'));
    connection.write(Buffer.concat(Array(100).fill(rawRequest('GET', '/slow'))));
  }
  await expect.poll(() => held).toBe(20);
  expect(await statuses()).toContain(429);
  for (const connection of waiting) connection.close();
  await expect.poll(statuses).toEqual([200]);
});

test.each([
  ['resets', (connection: RawConnection) => connection.reset()],
  ['hangs up', (connection: RawConnection) => connection.close()],
  [
    'says that nothing more comes, and hangs up',
    (connection: RawConnection) => {
      connection.end();
      connection.close();
    },
  ],
])('files that a client pipelines before it %s are not left open', async (_name, leave) => {
  await sendRaw(server.port, rawRequest('GET', large));
  const before = openFiles();
  for (let round = 0; round < 20; round += 1) {
    const connection = await RawConnection.open(server.port);
    connection.pause();
    connection.write(Buffer.concat(Array(50).fill(rawRequest('GET', large))));
    await new Promise((resolve) => setTimeout(resolve, 20));
    leave(connection);
  }
  await expect.poll(openFiles).toBeLessThanOrEqual(before);
});
