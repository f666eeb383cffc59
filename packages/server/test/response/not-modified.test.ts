/** R23: certificates and keys have an `ETag`, and are 304 to clients that have them already. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, outcome } from '../support/ask.js';
import { exampleText } from '../support/examples.js';
import { serve, type TestServer } from '../support/serve.js';

let server: TestServer;
let etag: string;
beforeAll(async () => {
  server = await serve();
  etag = (await ask(server, 'GET', '/idcert/server')).headers.etag ?? '';
});
afterAll(() => server.close());
afterEach(() => expect(server.log).toEqual([]));

function getIf(condition: string, method = 'GET') {
  return ask(server, method, '/idcert/server', { fields: [['If-None-Match', condition]] });
}

test('each representation has a tag of its own', async () => {
  const fields = [['Accept', 'text/plain']] as const;
  const other = await ask(server, 'GET', '/idcert/server', { fields });
  expect(etag).toMatch(/^"[\w-]{27}"$/);
  expect(other.headers.etag).not.toBe(etag);
});

test('a client that has it gets 304, with only the declared header fields', async () => {
  server.use({
    getServerIdCert: () => ({
      status: 200,
      headers: { RateLimit: '"default";r=1;t=1', 'Cache-Control': 'public, max-age=7' },
      body: exampleText('server-id-cert'),
    }),
  });
  for (const condition of [etag, `W/${etag}`, '*', `"other", ${etag}`, `${etag},"other"`]) {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, body } = await getIf(condition, method);
      expect({ status, body }, condition).toEqual({ status: 304, body: '' });
      expect(headers).toMatchObject({ etag, 'cache-control': 'public, max-age=7', vary: 'Accept' });
      expect(headers).not.toHaveProperty('ratelimit');
      expect(headers).not.toHaveProperty('content-length');
      expect(headers).not.toHaveProperty('content-type');
    }
  }
  server.use({});
});

test.each(['"other"', '', 'x', etagOf('x'), '"', 'W/'])(
  'a client that has another gets 200: %s',
  async (condition) => {
    expect((await getIf(condition)).status).toBe(200);
  },
);

function etagOf(text: string): string {
  return `"${text.repeat(27)}"`;
}

test('an error has no tag, and is never 304', async () => {
  const fields = [['If-None-Match', '*']] as const;
  const answer = await ask(server, 'GET', '/idcert/server?timestamp=0', { fields });
  expect(outcome(answer)).toBe('404 P2CORE_NO_CERT_AT_TIME');
  expect(answer.headers.etag).toBeUndefined();
});

test('an answer that is no-store has no tag, and is never 304', async () => {
  const fields = [['If-None-Match', '*']] as const;
  expect((await ask(server, 'GET', '/challenge', { fields })).status).toBe(200);
});
