/** R3 and R23: which caches may store an answer, and for how long. */

import { sendRaw } from '@p2core/testing/raw-connection';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, ask, outcome, requestFor } from '../support/ask.js';
import { aliceToken } from '../support/every-operation.js';
import { exampleText } from '../support/examples.js';
import { serve, type TestHandlers, type TestServer } from '../support/serve.js';

const actor = '/idcert/actor/alice@home.example.com';
const filter = '{"timestamp":"1620000000"}';

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
afterEach(() => server.use({}));

async function cacheControl(method: string, path: string, asked: Asked = {}): Promise<string> {
  const answer = await ask(server, method, path, asked);
  expect(server.log).toEqual([]);
  return `${answer.status} ${answer.headers['cache-control']}`;
}

describe('the answer to a GET or HEAD that had content is no-store (R3)', () => {
  test.each(['GET', 'HEAD'])('with any status: %s', async (method) => {
    const { etag = '' } = (await ask(server, 'GET', '/key/server')).headers;
    const requests: Array<[string, Asked, string]> = [
      ['/idcert/server', { content: filter }, '200'],
      ['/key/server', { content: '{}' }, '200'],
      [actor, { content: '{"session_id":"nobody"}' }, '200'],
      ['/key/server', { content: filter, fields: [['If-None-Match', etag]] }, '304'],
      ['/key/server', { content: '{"timestamp":-1}' }, '400'],
      ['/key/server', { content: filter, type: 'text/html' }, '415'],
      ['/key/server', { content: filter, fields: [['Accept', 'text/html']] }, '406'],
      ['/idcert/actor/nobody@home.example.com', { content: filter }, '404'],
      ['/challenge', { content: filter }, '415'],
      ['/events', { content: filter }, '401'],
      ['/nothing', { content: filter }, '404'],
      ['/session', { content: filter }, '405'],
    ];
    for (const [path, asked, status] of requests) {
      expect(await cacheControl(method, path, asked), path).toBe(`${status} no-store`);
    }
  });

  test('with chunked content too, but not with empty content', async () => {
    const fields = [['Transfer-Encoding', 'chunked']] as const;
    const head = requestFor('GET', '/key/server?timestamp=1', { fields });
    const full = await sendRaw(server.port, `${head}2\r\n{}\r\n0\r\n\r\n`);
    expect(full?.headers['cache-control']).toBe('no-store');
    const empty = await sendRaw(server.port, `${head}0\r\n\r\n`);
    expect(empty?.headers['cache-control']).toBe('public, max-age=86400');
  });

  test.each<[string, TestHandlers]>([
    [
      'an answer',
      {
        getServerIdCert: () => ({
          status: 200,
          headers: { 'Cache-Control': 'public, max-age=7' },
          body: exampleText('server-id-cert'),
        }),
      },
    ],
    [
      'an error',
      {
        getServerIdCert: () => ({
          error: 'P2CORE_NO_CERT_AT_TIME',
          headers: { 'Cache-Control': 'public, max-age=7' },
        }),
      },
    ],
  ])('even if the handler sets another value: %s', async (_what, handlers) => {
    server.use(handlers);
    expect(await cacheControl('GET', '/idcert/server', { content: filter })).toMatch(/no-store$/);
    expect(await cacheControl('GET', '/idcert/server')).toMatch(/public, max-age=7$/);
  });

  test('also with the validation of answers off', async () => {
    const trusting = await serve({ validateAnswers: false });
    const { headers } = await ask(trusting, 'GET', '/idcert/server', { content: filter });
    await trusting.close();
    expect(headers['cache-control']).toBe('no-store');
  });
});

test.each(['null', ' null\n'])('a JSON null is no content: %j (R3)', async (content) => {
  const bare = await ask(server, 'GET', actor);
  const answer = await ask(server, 'GET', actor, { content });
  expect({ ...answer, headers: { ...answer.headers, date: '' } }).toEqual({
    ...bare,
    headers: { ...bare.headers, date: '' },
  });
  const asked = { token: aliceToken, content };
  expect(outcome(await ask(server, 'DELETE', '/session', asked))).toBe('400 P2CORE_BAD_REQUEST');
});

describe('a look-up of the past keeps for longer (R23)', () => {
  test.each(['/idcert/server', actor])('%s', async (path) => {
    const now = Math.floor(Date.now() / 1000);
    expect(await cacheControl('GET', path)).toBe('200 public, max-age=3600');
    expect(await cacheControl('GET', `${path}?timestamp=${now - 10}`)).toBe(
      '200 public, max-age=43200',
    );
    expect(await cacheControl('GET', `${path}?timestamp=${now + 60}`)).toBe(
      '200 public, max-age=3600',
    );
  });

  test('unless a handler says otherwise', async () => {
    expect(await cacheControl('GET', '/key/server?timestamp=1')).toBe('200 public, max-age=86400');
  });
});
