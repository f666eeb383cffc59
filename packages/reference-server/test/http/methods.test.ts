import { allOperations, pathPrefix } from '@p2core/types';
import { afterAll, describe, expect, test } from 'vitest';
import { newSession, queue, stock } from '../support/actors.js';
import { exchange } from '../support/exchange.js';
import { adminToken, startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());
const session = await newSession(server);
const { token } = session;

/** The paths of the contract, each with the methods that it knows. */
const routes = [...new Set(allOperations.map(({ path }) => path))].map((path) => {
  const methods = allOperations.filter((other) => other.path === path).map(({ method }) => method);
  return {
    path: path.slice(pathPrefix.length).replace('{fid}', session.fid),
    methods: [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])],
  };
});
const readable = routes.filter(({ methods }) => methods.includes('GET'));
const listed = (allow: string | undefined) => allow?.split(', ').sort();

/** Paths whose OPTIONS is an operation (R33). */
const ofItsOwn = ['/session/keymaterial'];

describe('R21', () => {
  test('there are sixteen paths or more', () => expect(routes.length).toBeGreaterThanOrEqual(16));

  test.each(routes)('$path knows $methods and no other method', async ({ path, methods }) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY']) {
      if (methods.includes(method)) continue;
      const answer = await server.send({ method, path, token: adminToken });
      expect(answer.json.error).toBe('P2CORE_METHOD_NOT_ALLOWED');
      expect(listed(answer.headers.allow)).toEqual([...methods].sort());
    }
  });

  test.each(routes.filter(({ path }) => !ofItsOwn.includes(path)))(
    'OPTIONS $path is 204 with Allow, without a token',
    async ({ path, methods }) => {
      const answer = await server.send({ method: 'OPTIONS', path });
      expect(answer.status).toBe(204);
      expect(listed(answer.headers.allow)).toEqual([...methods].sort());
    },
  );

  test.each(routes)(
    'a browser may send anything to $path, from any origin',
    async ({ path, methods }) => {
      const { status, headers } = await server.send({
        method: 'OPTIONS',
        path,
        headers: {
          Origin: 'https://app.example.org',
          'Access-Control-Request-Method': methods[0],
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      });
      expect([200, 204]).toContain(status);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-allow-headers']?.toLowerCase().split(/, ?/).sort()).toEqual([
        'authorization',
        'content-type',
        'if-none-match',
        'x-p2-sensitive-solution',
      ]);
      const allowed = headers['access-control-allow-methods']?.split(/, ?/);
      expect(allowed).toEqual(expect.arrayContaining(methods.filter((name) => name !== 'OPTIONS')));
    },
  );

  test.each(readable)('HEAD $path is answered as GET is, without the content', async ({ path }) => {
    const get = await server.send({ path, token });
    const head = await server.send({ method: 'HEAD', path, token });
    expect(head.status).toBe(get.status);
    expect(head.text).toBe('');
    const isSteady = ([name]: [string, unknown]) => name !== 'date';
    expect(Object.entries(head.headers).filter(isSteady)).toEqual(
      Object.entries(get.headers).filter(isSteady),
    );
  });

  test('a refused HEAD has the status and no content', async () => {
    const refused = [
      ['/events', 401],
      ['/idcert/server?timestamp=0', 404],
      ['/idcert/server?timestamp=x', 400],
      [`/idcert/actor/x${session.fid}`, 404],
      ['/nothing', 404],
    ] as const;
    for (const [path, status] of refused) {
      expect(await server.send({ method: 'HEAD', path })).toMatchObject({ status, text: '' });
    }
  });

  test('HEAD changes nothing', async () => {
    const watched = await newSession(server);
    const keyPackages = await stock(server, watched, 1);
    await queue(server, watched, {});
    const paths = ['/events', `/keypackage/${watched.fid}`];
    for (const path of [...paths, ...paths]) {
      const head = await server.send({ method: 'HEAD', path, token: watched.token });
      expect(head.status).toBe(200);
    }
    const [events, taken] = await Promise.all(
      paths.map((path) => server.send({ path, token: watched.token })),
    );
    expect(events?.json).toMatchObject([{ s: '1', op: '8' }]);
    expect(taken?.json).toEqual(keyPackages);
  });

  test('a trailing slash is ignored', async () => {
    for (const { path } of readable) {
      const [without, withSlash] = await Promise.all(
        [path, `${path}/`].map((path) => server.send({ path, token })),
      );
      expect(withSlash?.status).toBe(without?.status);
      if (path !== '/challenge') expect(withSlash?.text).toBe(without?.text);
    }
    const put = (path: string, content?: string) =>
      server.send({ method: 'PUT', path, content, token: content ? token : adminToken });
    expect((await put('/session/idcert/extern/', session.id_cert)).status).toBe(201);
    expect((await put('/key/server/?x=/')).status).toBe(200);
    const ended = await newSession(server);
    const content = JSON.stringify({ session_id: ended.session_id });
    const end = { method: 'DELETE', path: '/session/', token: ended.token, content };
    expect((await server.send(end)).status).toBe(204);
  });

  test.each([
    '',
    '/',
    '/nothing',
    '/challenge/x',
    '/challenge//',
    '//challenge',
    '/Challenge',
    '/CHALLENGE',
    '/idcert',
    '/idcert/actor',
    '/idcert/actor/',
    '/idcert/actor/a@b/c',
    '/key',
    '/keypackage',
    '/session/idcert/x',
    '/challenge%2F',
    '/../v2/challenge',
  ])('there is no route %j', async (path) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'POST']) {
      const refused = await server.refusal({ method, path, token: adminToken });
      expect(refused).toBe('P2CORE_NOT_FOUND');
    }
  });

  test('outside the prefix the contract says nothing', async () => {
    for (const path of ['/.p2/core/v2/challenge', '/.P2/core/v1/challenge', '/challenge']) {
      const answer = await exchange(server.url, { path });
      expect(answer.status).toBe(404);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

test('R18 this server offers the routes that are optional', async () => {
  const optional = ['/events', `/keypackage/${session.fid}`];
  const statuses = optional.map(async (path) => (await server.send({ path, token })).status);
  for (const status of await Promise.all(statuses)) expect([200, 409]).toContain(status);
});

test('the server hands out the contract, and leads from its root to the docs', async () => {
  const { json } = await exchange(server.url, { path: '/openapi.json' });
  expect(Object.keys(json.paths)).toHaveLength(routes.length);
  expect((await exchange(server.url, { path: '/openapi.yaml' })).text).toContain('openapi: 3.1');
  const { status, headers } = await exchange(server.url, { path: '/' });
  expect([status, headers.location]).toEqual([302, '/docs/']);
});
