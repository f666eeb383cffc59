/** What the contract's routes do not take is answered from the registry too: never HTML, never a stack trace. */
import { createReadStream } from 'node:fs';
import { RawConnection, rawRequest, sendRaw } from '@p2core/testing/raw-connection';
import { errorCodes, type ProtocolError, pathPrefix } from '@p2core/types';
import type { Express, Request, Response } from 'express';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outcome } from '../support/ask.js';
import { serve, type TestServer } from '../support/serve.js';

const secret = 'not for strangers';
const failing = (status?: number) => () => {
  throw Object.assign(new Error(secret), status && { status });
};

function routes(app: Express): void {
  app.get('/fails', failing());
  app.get('/rejects', () => Promise.reject(new Error(secret)));
  app.get('/throws-text', () => {
    throw secret;
  });
  for (const status of [403, 404, 412, 413, 416, 418, 500, 503]) {
    app.get(`/fails-with/${status}`, failing(status));
  }
  app.get('/fails-half-way', (_request: Request, response: Response) => {
    response.set('Content-Length', '100').write('half');
    throw new Error(secret);
  });
  app.get('/fails-after-headers', (_request: Request, response: Response) => {
    response.set({ ETag: '"a"', 'Content-Encoding': 'gzip', 'Last-Modified': 'now' });
    throw new Error(secret);
  });
  app.get('/writes-after-the-end', (_request: Request, response: Response) => {
    response.set('Content-Length', '2').end('ok');
    response.write('more');
  });
  app.get('/answers-twice', (_request: Request, response: Response) => {
    response.json({});
    response.json({});
  });
  app.get('/no-such-file', (_request: Request, response: Response) => {
    response.sendFile('/no/such/file');
  });
  app.get('/a-file', (_request: Request, response: Response) => {
    response.sendFile(new URL(import.meta.url).pathname);
  });
  app.get('/a-stream', (_request: Request, response: Response) => {
    createReadStream(new URL(import.meta.url)).pipe(response);
  });
}

let server: TestServer;
beforeAll(async () => {
  server = await serve({ after: routes });
});
afterAll(() => server.close());
beforeEach(() => server.use({}));

const get = (target: string, fields: [string, string][] = [], method = 'GET') =>
  sendRaw(server.port, rawRequest(method, target, fields), { toHead: method === 'HEAD' });

const { path: _path, ...notFound } = { path: '', errcode: 404, error: 'P2CORE_NOT_FOUND' };

test.each([
  ['/', 'GET'],
  ['/no/such/route', 'GET'],
  ['/no/such/route?with=query', 'POST'],
  ['/%2Ep2/core/v1/challenge', 'GET'],
  ['/.p2%2Fcore/v1/challenge', 'GET'],
  ['//.p2/core/v1/challenge', 'GET'],
  ['/.p2//core/v1/challenge', 'GET'],
  ['/.P2/core/v1/challenge', 'GET'],
  ['/.p2/core/v1/../v1/challenge', 'GET'],
  ['http://home.example.com/no/such/route', 'GET'],
  ['http://home.example.com', 'GET'],
  ['*', 'OPTIONS'],
  ['/no/such/route', 'OPTIONS'],
  ['/no/such/route', 'TRACE'],
  ['/no/such/route', 'PROPFIND'],
  ['/<script>', 'GET'],
])('%s is 404 (%s)', async (target, method) => {
  const answer = await get(target, [], method);
  expect(answer?.status).toBe(404);
  expect(answer?.headers['content-type']).toBe('application/json');
  expect(answer?.headers['cache-control']).toBe('no-store');
  expect(JSON.parse(answer?.body ?? '')).toMatchObject(notFound);
  expect(server.log).toEqual([]);
});

test('a 404 to HEAD has no content', async () => {
  expect(await get('/no/such/route', [], 'HEAD')).toMatchObject({ status: 404, body: '' });
});

test('the contract is served in absolute form too', async () => {
  expect((await get(`http://home.example.com${pathPrefix}/challenge`))?.status).toBe(200);
});

const malformedAuthorities = ['[::1', 'a:b:c', '[::1]:x', '%00', 'a[b', 'x:80:80', 'xn--a', ''];
test.each(malformedAuthorities)(
  'an absolute form with the authority "%s" causes no warning',
  async (authority) => {
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on('warning', warn);
    const statuses = [];
    for (const path of [`${pathPrefix}/challenge`, '/a-file', '?', '']) {
      statuses.push((await get(`http://${authority}${path}`))?.status);
    }
    await new Promise(setImmediate);
    process.off('warning', warn);
    expect(statuses).toEqual([200, 200, 404, 404]);
    expect(warnings).toEqual([]);
    expect(server.log).toEqual([]);
  },
);

test.each(['/%', '/%zz', '/fails-with/%ff', `${pathPrefix.replace('.', '%2E')}/%`])(
  '%s is 404 or 400, and says so in JSON',
  async (target) => {
    const answer = await get(target);
    const { errcode, error } = JSON.parse(answer?.body ?? '') as ProtocolError;
    expect(['P2CORE_NOT_FOUND', 'P2CORE_BAD_REQUEST']).toContain(error);
    expect(answer?.status).toBe(errcode);
  },
);

test.each([
  '/fails',
  '/rejects',
  '/throws-text',
  '/fails-with/500',
  '/fails-with/503',
  '/fails-after-headers',
])('%s is 500 without detail, and one entry in the log', async (target) => {
  const answer = await get(target);
  expect(answer && outcome(answer)).toBe('500 P2CORE_INTERNAL');
  expect(answer?.body).not.toContain(secret);
  expect(answer?.body).not.toContain('node_modules');
  expect(answer?.headers).not.toHaveProperty('etag');
  expect(answer?.headers).not.toHaveProperty('last-modified');
  expect(answer?.headers).not.toHaveProperty('content-encoding');
  expect(server.log).toHaveLength(1);
});

test.each([
  [403, 'P2CORE_BAD_REQUEST'],
  [404, 'P2CORE_NOT_FOUND'],
  [412, 'P2CORE_BAD_REQUEST'],
  [413, 'P2CORE_CONTENT_TOO_LARGE'],
  [416, 'P2CORE_BAD_REQUEST'],
  [418, 'P2CORE_BAD_REQUEST'],
] as const)('an error with the status %s is %s, and nothing in the log', async (status, code) => {
  const answer = await get(`/fails-with/${status}`);
  expect(answer && outcome(answer)).toBe(`${errorCodes[code].status} ${code}`);
  expect(answer?.body).not.toContain(secret);
  expect(server.log).toEqual([]);
});

test.each([
  ['Range', 'bytes=99999999-'],
  ['If-Match', '"x"'],
  ['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
])('a file that cannot be sent because of %s is 400', async (name, value) => {
  const answer = await get('/a-file', [[name, value]]);
  expect(answer && outcome(answer)).toBe('400 P2CORE_BAD_REQUEST');
  expect(answer?.headers).not.toHaveProperty('content-range');
  expect(answer?.headers).not.toHaveProperty('etag');
  expect(server.log).toEqual([]);
});

test('a file that is not there is 404, without its path', async () => {
  const answer = await get('/no-such-file');
  expect(answer && outcome(answer)).toBe('404 P2CORE_NOT_FOUND');
  expect(answer?.body).not.toContain('such/file');
});

test('an answer that breaks off is not complete to the client', async () => {
  const connection = await RawConnection.open(server.port);
  connection.write(rawRequest('GET', '/fails-half-way'));
  await connection.ended();
  expect(await connection.next()).toBeUndefined();
  expect(server.log).toHaveLength(1);
});

test.each(['/writes-after-the-end', '/answers-twice'])(
  '%s is answered once, and one entry in the log',
  async (target) => {
    expect((await get(target))?.status).toBe(200);
    expect((await get(`${pathPrefix}/challenge`))?.status).toBe(200);
    expect(server.log).toHaveLength(1);
  },
);
