import { pathPrefix } from '@p2core/types';
import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { newSession } from '../support/actors.js';
import { checkAnswer } from '../support/contract.js';
import { exchangeByteByByte } from '../support/exchange.js';
import { adminToken, startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());
const session = await newSession(server);
const { fid, session_id, token, id_cert } = session;

interface Asked {
  method?: string;
  /** The target behind `/.p2/core/v1`. */
  path: string;
  token?: string;
  content?: string;
}

/** The octets that the Rust library of 2024 writes: it never sends a Content-Type, and accepts anything. */
function octetsOf({ method = 'GET', path, token, content }: Asked): string {
  const length = content ?? (method === 'PUT' ? '' : undefined);
  const lines = [
    `${method} ${pathPrefix}${path} HTTP/1.1`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    'accept: */*',
    `host: ${new URL(server.url).host}`,
    ...(length === undefined ? [] : [`content-length: ${Buffer.byteLength(length)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${content ?? ''}`;
}

/** Sends as that library does, each octet by itself. It reads every 200 as JSON. */
async function asRustClient(asked: Asked) {
  const answer = await exchangeByteByByte(server.url, octetsOf(asked));
  checkAnswer(asked.method ?? 'GET', pathPrefix + asked.path, answer);
  return answer.status === 200 ? answer.json : answer.status;
}

describe('the Rust client of 2024', () => {
  test('gets a challenge', async () => {
    expect(await asRustClient({ path: '/challenge' })).toMatchObject({
      challenge: expect.any(String),
      expires: expect.any(Number),
    });
  });

  test.each(['/idcert/server', '/key/server'])(
    'asks %s with a number as the time, in a body without a type, and reads a JSON string',
    async (path) => {
      const content = JSON.stringify({ timestamp: now() });
      const pem = await asRustClient({ path, content });
      expect(pem).toMatch(/^-----BEGIN (CERTIFICATE|PUBLIC KEY)-----\n/);
      expect(await asRustClient({ path })).toBe(pem);
    },
  );

  test("asks for an actor's ID-Certs the same way", async () => {
    const content = JSON.stringify({ timestamp: now(), session_id });
    expect(await asRustClient({ path: `/idcert/actor/${fid}`, content })).toEqual({
      idcerts: [id_cert],
      invalidated: [false],
      invalidated_at: [null],
    });
  });

  test('rotates the key, and reads a JSON string', async () => {
    const rotation = { method: 'PUT', path: '/key/server', token: adminToken };
    expect(await asRustClient(rotation)).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  });

  test('puts its ID-Cert raw and without a type', async () => {
    const path = '/session/idcert/extern';
    expect(await asRustClient({ method: 'PUT', path, token, content: id_cert })).toBe(201);
  });

  test('gets KeyPackages and events', async () => {
    expect(await asRustClient({ path: `/keypackage/${fid}`, token })).toEqual([]);
    expect(await asRustClient({ path: '/events', token })).toMatchObject([{ op: '6' }]);
    expect(await asRustClient({ path: '/events', token })).toBe(409);
  });

  test('ends its session with a trailing slash, in a body without a type', async () => {
    const content = JSON.stringify({ session_id });
    const end = { method: 'DELETE', path: '/session/', token, content };
    expect(await asRustClient(end)).toBe(204);
    expect(await asRustClient(end)).toBe(401);
  });
});
