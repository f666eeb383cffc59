/** Reading content ends, however the request ends. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOctets } from '../../src/request/read-octets.js';
import { writeAnswer } from '../../src/response/write-answer.js';

const http = createServer();
beforeAll(async () => {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
});
afterAll(() => http.close().closeAllConnections());

/** Sends the head and the first octets of a request with content. */
async function begin(content: string): Promise<[Socket, IncomingMessage]> {
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${content}`);
  const [request] = (await once(http, 'request')) as [IncomingMessage];
  return [socket, request];
}

test.each<[string, (request: IncomingMessage, socket: Socket) => void]>([
  ['the client resets the connection', (_request, socket) => socket.resetAndDestroy()],
  ['the client hangs up', (_request, socket) => socket.end()],
  ['a chunk is malformed', (_request, socket) => socket.write('zz\r\n')],
  ['the request is destroyed', (request) => request.destroy()],
  ['the request is destroyed with an error', (request) => request.destroy(new Error('why'))],
  ['the connection is destroyed', (request) => request.socket.destroy()],
])('is incomplete where %s', async (_name, end) => {
  const [socket, request] = await begin('2\r\nab\r\n');
  const reading = readOctets(request, 10);
  await once(request, 'resume');
  end(request, socket);
  expect(await reading).toBe('incomplete');
});

test('gives the octets of all chunks', async () => {
  const [socket, request] = await begin('2\r\nab\r\n');
  const reading = readOctets(request, 10);
  socket.write('1\r\nc\r\n0\r\n\r\n');
  expect(String(await reading)).toBe('abc');
  socket.destroy();
});

test.each([
  ['in the packet of the header fields', 'abc', ''],
  ['a moment later', '', 'abc'],
  ['in two parts', 'a', 'bc'],
])('gives content that comes %s, and then the request ends', async (_name, first, rest) => {
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n${first}`);
  const [request, response] = (await once(http, 'request')) as [IncomingMessage, ServerResponse];
  const closed = once(request, 'close');
  const reading = readOctets(request, 3);
  if (rest !== '') setTimeout(() => socket.write(rest), 20);
  expect(String(await reading)).toBe('abc');
  writeAnswer(request, response, { status: 204, headers: {} });
  await closed;
  expect(request.readableEnded).toBe(true);
  socket.destroy();
});

test('reads content that another listener counts', async () => {
  const [socket, request] = await begin('2\r\nab\r\n0\r\n\r\n');
  let counted = 0;
  request.on('data', (chunk: Buffer) => {
    counted += chunk.length;
  });
  expect([String(await readOctets(request, 10)), counted]).toEqual(['ab', 2]);
  socket.destroy();
});

test('is too large where the content that has come is longer than the limit', async () => {
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc');
  const [request] = (await once(http, 'request')) as [IncomingMessage];
  expect(await readOctets(request, 2)).toBe('too large');
  expect(request.readableLength).toBe(3);
  socket.destroy();
});

test('is incomplete where a request without a connection breaks off', async () => {
  const request = Object.assign(new Readable({ read() {} }), { headers: {} }) as IncomingMessage;
  const reading = readOctets(request, 10);
  request.destroy(new Error('why'));
  expect(await reading).toBe('incomplete');
});
