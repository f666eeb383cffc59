import { execFile } from 'node:child_process';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildRequest } from '../../src/http/build-request.js';
import { curlLine } from '../../src/http/curl.js';
import { exchange } from '../../src/http/exchange.js';
import type { RequestOptions } from '../../src/http/request.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';

interface Arrival {
  method: string | undefined;
  url: string | undefined;
  headers: string[];
  content: string;
}

const arrivals: Arrival[] = [];
let server: SillyServer;
beforeAll(async () => {
  server = await startSillyServer(async (request, response) => {
    arrivals.push(await arrivalOf(request));
    response.end();
  });
});
afterAll(() => server.close());
beforeEach(() => {
  arrivals.length = 0;
});

async function arrivalOf(request: IncomingMessage): Promise<Arrival> {
  const { method, url, headers } = request;
  return {
    ...{ method, url },
    headers: Object.entries(headers)
      .filter(([name]) => name !== 'connection')
      .map(([name, value]) => `${name}: ${value}`)
      .sort(),
    content: (await buffer(request)).toString('hex'),
  };
}

const token = 'a-token_of.the-tests-1';
const secrets = new Map([
  [token, '$TOKEN'],
  [token.slice(0, -1), `\${TOKEN%?}`],
]);

const requests: [name: string, method: string, target: string, options: RequestOptions][] = [
  ['a plain one', 'GET', '/challenge', {}],
  ['one with a token', 'GET', '/events', { token }],
  ['one with a token in its query and content', 'PUT', '/', { query: { token }, json: { token } }],
  ['one with most of a token', 'GET', '/events', { token: token.slice(0, -1) }],
  ['HEAD', 'HEAD', '/events', { token }],
  ['OPTIONS', 'OPTIONS', '/events', {}],
  ['GET with content', 'GET', '/idcert/server', { json: { timestamp: "it's" } }],
  ['content without a type', 'DELETE', '/session', { content: '{"a": "$HOME `id` \\" %s"}\n' }],
  ['content that names a file', 'PUT', '/', { content: '@/etc/hostname' }],
  ['empty content', 'PUT', '/', { content: '' }],
  [
    'content in chunks',
    'PUT',
    '/',
    {
      content: 'chunk',
      headers: { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' },
    },
  ],
  ['binary content', 'PUT', '/', { content: Buffer.from([0, 255, 39, 37, 92, 10, 128]) }],
  [
    'long content with repetitions',
    'PUT',
    '/',
    { content: JSON.stringify(['x'.repeat(500_000), 'y'.repeat(300_000)]) },
  ],
  ['long content', 'PUT', '/', { content: `{"a": "${'x'.repeat(5000)}"}` }],
  [
    'long binary content',
    'PUT',
    '/',
    { content: Buffer.concat([Buffer.alloc(3000, 32), Buffer.from([0, 200])]) },
  ],
  ['no Accept', 'GET', '/', { headers: { Accept: undefined } }],
  ['an empty field', 'GET', '/', { headers: { Authorization: '', Accept: '' } }],
  [
    'odd fields',
    'GET',
    '/',
    { headers: { Accept: `*/*, text/plain;q="0.5'"`, 'X-Y': '$HOME `a` \\' } },
  ],
  ['an unusual path', 'GET', '/a/../b/[x]{y,z}/%2F/', { query: "a=%00&b='&c=[1-3]&d=$HOME" }],
  ['a long field', 'GET', '/', { headers: { 'X-Long': `a '${'x'.repeat(5000)}' b` } }],
  ['a long path', 'GET', `/a/${'%'.repeat(600)}25`, {}],
  ['a PUT without content', 'PUT', '/', {}],
  ['an unusual method', 'PROPFIND', '/', {}],
];

test.each(requests)('the curl line repeats %s', async (_, method, target, options) => {
  const request = buildRequest(server.url, method, target, options);
  await exchange(request, AbortSignal.timeout(20_000));
  const line = curlLine(request, secrets);
  expect(line).not.toContain(token);
  expect(line).not.toMatch(/\n/);
  expect(line.length).toBeLessThan(1000);
  await promisify(execFile)('/bin/sh', ['-c', line], { env: { ...process.env, TOKEN: token } });
  const [sent, repeated] = arrivals.splice(0);
  expect(repeated).toEqual(sent);
});
