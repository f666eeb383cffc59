/** Connections have a limit, and none of them can end the process. */
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { RawConnection, rawRequest } from '@p2core/testing/raw-connection';
import { afterEach, expect, test } from 'vitest';
import { type Application, createContractServer, type Limits } from '../../src/index.js';
import { outcome } from '../support/ask.js';

let server: Server;
const log: string[] = [];

async function listen(app: Application, limits?: Partial<Limits>): Promise<number> {
  log.length = 0;
  const logger = { error: (_fields: object, message: string) => void log.push(message) };
  server = createContractServer(app, { logger, ...(limits && { limits }) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const ok: Application = (_request, response) => response.setHeader('Content-Length', 0).end();
const count = () =>
  new Promise<number>((resolve) => server.getConnections((_error, open) => resolve(open)));

test('idle connections do not keep new ones out', async () => {
  const port = await listen(ok, { maxConnections: 10 });
  const silent = [];
  for (let index = 0; index < 50; index += 1) silent.push(await RawConnection.open(port));
  await expect.poll(count).toBe(10);
  const connection = await RawConnection.open(port);
  connection.write(rawRequest('GET', '/'));
  expect((await connection.next())?.status).toBe(200);
  expect(silent.slice(0, 40).every(({ isEnded }) => isEnded)).toBe(true);
  expect(log).toEqual([]);
});

test('the connection that has idled longest is closed, not the oldest', async () => {
  const port = await listen(ok, { maxConnections: 2 });
  const oldest = await RawConnection.open(port);
  const idle = await RawConnection.open(port);
  await expect.poll(count).toBe(2);
  oldest.write(rawRequest('GET', '/'));
  expect((await oldest.next())?.status).toBe(200);
  const newest = await RawConnection.open(port);
  await idle.ended();
  for (const connection of [oldest, newest]) {
    connection.write(rawRequest('GET', '/'));
    expect((await connection.next())?.status).toBe(200);
  }
});

test('new connections are refused where all are busy, with one entry in the log', async () => {
  const waiting: (() => void)[] = [];
  const port = await listen((_request, response) => waiting.push(() => response.end()), {
    maxConnections: 3,
  });
  const busy = await Promise.all([1, 2, 3].map(() => RawConnection.open(port)));
  for (const connection of busy) connection.write(rawRequest('GET', '/'));
  await expect.poll(() => waiting).toHaveLength(3);
  for (let index = 0; index < 5; index += 1) await (await RawConnection.open(port)).ended();
  expect(log).toEqual(['all connections are busy: new ones are refused']);
});

test.each([
  'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n',
  'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\nx',
])('a connection that is reset after CONNECT ends nothing: %j', async (octets) => {
  const port = await listen(ok);
  for (const delay of [0, 1, 10, 50]) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write(octets);
    await new Promise((resolve) => setTimeout(resolve, delay));
    socket.resetAndDestroy();
  }
  await expect.poll(count).toBe(0);
  const connection = await RawConnection.open(port);
  connection.write(rawRequest('GET', '/'));
  expect((await connection.next())?.status).toBe(200);
});

test('an upgraded connection is left to its listener, and a reset of it ends nothing', async () => {
  const port = await listen(ok, { maxConnections: 2, keepAliveTimeout: 200, headersTimeout: 200 });
  const sockets: { destroyed: boolean }[] = [];
  server.on('upgrade', (_request, socket) => {
    sockets.push(socket);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  });
  const fields = [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'x'],
  ] as const;
  const upgraded = await RawConnection.open(port);
  upgraded.write(rawRequest('GET', '/', fields));
  expect(await upgraded.nextInterim()).toBe(101);
  for (let index = 0; index < 5; index += 1) await RawConnection.open(port);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(upgraded.isEnded).toBe(false);
  upgraded.reset();
  await expect.poll(() => sockets[0]?.destroyed).toBe(true);
});

test('any kind of application gets its unknown routes and its errors answered', async () => {
  let fail: Application = () => {};
  const port = await listen((request, response, next) => fail(request, response, next));
  const outcomes: string[] = [];
  for (const kind of [
    (_request, _response, next) => next(),
    () => {
      throw new Error('broken');
    },
    () => Promise.reject(new Error('broken')),
  ] satisfies Application[]) {
    fail = kind;
    const connection = await RawConnection.open(port);
    connection.write(rawRequest('GET', '/'));
    const answer = await connection.next();
    if (answer) outcomes.push(outcome(answer));
  }
  expect(outcomes).toEqual(['404 P2CORE_NOT_FOUND', '500 P2CORE_INTERNAL', '500 P2CORE_INTERNAL']);
  expect(log).toHaveLength(2);
});

test('an address in use is still an error of `listen`', async () => {
  const port = await listen(ok);
  const other = createContractServer(ok);
  const failed = new Promise((resolve) => other.once('error', resolve));
  other.listen(port, '127.0.0.1');
  expect(await failed).toMatchObject({ code: 'EADDRINUSE' });
});
