/** What stands around the operations: R18 (routes left out) and R21 (HEAD, OPTIONS, CORS, 404, 405, slashes). */

import { RawConnection, sendRaw } from '@p2core/testing/raw-connection';
import { allOperations, pathPrefix } from '@p2core/types';
import express, { type RequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowByPath } from '../src/allow.js';
import {
  ContractError,
  createContractRouter,
  type Handlers,
  unimplemented,
  unimplementedHandlers,
} from '../src/index.js';
import { ask, outcome, requestFor } from './support/ask.js';
import {
  adminToken,
  aliceToken,
  authenticate,
  everyOperation,
  type TestPrincipal,
} from './support/every-operation.js';
import { serve, type TestServer } from './support/serve.js';

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());

const paths = [...allowByPath].map(([path, allow]) => ({
  path: path.slice(pathPrefix.length).replace('{fid}', 'alice@home.example.com'),
  allow,
}));

describe('R18: routes that are left out', () => {
  const { getKeyPackages: _one, getEvents: _other, ...required } = everyOperation;

  test('are 404 P2CORE_ROUTE_NOT_OFFERED, to strangers too', async () => {
    const partial = await serve({ handlers: required });
    for (const path of ['/events', '/keypackage/a@b']) {
      const answer = await ask(partial, 'GET', path);
      expect(outcome(answer)).toBe('404 P2CORE_ROUTE_NOT_OFFERED');
      expect((await ask(partial, 'HEAD', path)).status).toBe(404);
      expect(outcome(await ask(partial, 'PUT', path))).toBe('405 P2CORE_METHOD_NOT_ALLOWED');
    }
    await partial.close();
    expect(partial.log).toEqual([]);
  });

  test('are 501 P2CORE_NOT_IMPLEMENTED where the handler is `unimplemented`', async () => {
    const later = await serve({ handlers: { ...required, getChallenge: unimplemented } });
    expect(outcome(await ask(later, 'GET', '/challenge'))).toBe('501 P2CORE_NOT_IMPLEMENTED');
    await later.close();
    expect(later.log).toEqual([]);
  });

  test('`unimplementedHandlers` are all that a server must have, and others take their places', async () => {
    await createContractRouter({ authenticate, handlers: unimplementedHandlers });
    const { getChallenge } = everyOperation;
    const handlers = { ...everyOperation, ...unimplementedHandlers, getChallenge };
    const started = await serve({ handlers });
    expect(outcome(await ask(started, 'GET', '/challenge'))).toBe('200');
    for (const path of ['/idcert/server', '/idcert/actor/alice@home.example.com', '/key/server']) {
      expect(outcome(await ask(started, 'GET', path))).toBe('501 P2CORE_NOT_IMPLEMENTED');
    }
    await started.close();
  });

  test('a missing handler of another route fails at the start', async () => {
    const { getChallenge: _missing, ...incomplete } = everyOperation;
    const handlers = incomplete as unknown as Handlers<TestPrincipal>;
    await expect(createContractRouter({ authenticate, handlers })).rejects.toThrow(
      'handlers.getChallenge must be a function or unimplemented',
    );
  });

  test('handlers may be methods of an object that use it', async () => {
    class Server {
      readonly #challenge = 'UH675678rbnFGNHJV2ijcnr3ghjHV74jah';
      getChallenge = everyOperation.getChallenge;
      getKey() {
        return this.#challenge;
      }
    }
    const handlers = Object.assign(new Server(), everyOperation, {
      getChallenge(this: Server) {
        const body = { challenge: this.getKey(), expires: 1 };
        return { status: 200 as const, body };
      },
    });
    const other = await serve({ handlers });
    expect(outcome(await ask(other, 'GET', '/challenge'))).toBe('200');
    await other.close();
  });
});

describe('R21', () => {
  test('HEAD is answered as GET is, of every GET, without content', async () => {
    for (const { method, path } of allOperations) {
      if (method !== 'GET') continue;
      const target = path.slice(pathPrefix.length).replace('{fid}', 'alice@home.example.com');
      const get = await ask(server, 'GET', target, { token: aliceToken });
      const connection = await RawConnection.open(server.port);
      connection.write(requestFor('HEAD', target, { token: aliceToken }));
      connection.write(requestFor('GET', '/challenge'));
      const head = await connection.next({ toHead: true });
      expect({ ...head?.headers, date: '' }).toEqual({ ...get.headers, date: '' });
      expect(head?.status).toBe(200);
      expect((await connection.next())?.status).toBe(200);
      connection.close();
    }
  });

  test('the handler gets HEAD as the method', async () => {
    const methods: string[] = [];
    server.use({
      getEvents(_request, { method }) {
        methods.push(method);
        return { status: 409 };
      },
    });
    await ask(server, 'HEAD', '/events', { token: aliceToken });
    await ask(server, 'GET', '/events', { token: aliceToken });
    server.use({});
    expect(methods).toEqual(['HEAD', 'GET']);
  });

  const ofItsOwn = allOperations.filter(({ method }) => method === 'OPTIONS');
  const withoutOptions = paths.filter(
    ({ path }) => !ofItsOwn.some((operation) => operation.path === pathPrefix + path),
  );

  test.each(withoutOptions)('OPTIONS $path is 204 with Allow', async ({ path, allow }) => {
    const { status, headers, body } = await ask(server, 'OPTIONS', path);
    expect({ status, allow: headers.allow, body }).toEqual({ status: 204, allow, body: '' });
    expect(headers['content-length']).toBeUndefined();
  });

  test.each(paths)('another method on $path is 405 with Allow', async ({ path, allow }) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']) {
      if (allow.split(', ').includes(method)) continue;
      const answer = await ask(server, method, path, { token: adminToken });
      expect(answer.status, method).toBe(405);
      expect(answer.headers.allow).toBe(allow);
      if (method !== 'HEAD') expect(outcome(answer)).toBe('405 P2CORE_METHOD_NOT_ALLOWED');
    }
  });

  test('a method that no HTTP server knows is 400', async () => {
    expect(outcome(await ask(server, 'FETCH', '/challenge'))).toBe('400 P2CORE_BAD_REQUEST');
  });

  test.each(['', '/', '/nothing', '/challenge/more', '/idcert', '/key', '/v2'])(
    'an unknown path is 404: %s',
    async (path) => {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        expect(outcome(await ask(server, method, path))).toBe('404 P2CORE_NOT_FOUND');
      }
    },
  );

  test.each(paths)('one trailing slash is ignored: $path', async ({ path, allow }) => {
    expect((await ask(server, 'OPTIONS', `${path}/`)).headers.allow).toBe(allow);
    expect(outcome(await ask(server, 'GET', `${path}//`))).toBe('404 P2CORE_NOT_FOUND');
  });

  test('any origin may ask without credentials, and read the declared header fields', async () => {
    const origin = ['Origin', 'https://app.example'] as const;
    const preflight = await ask(server, 'OPTIONS', '/session', {
      fields: [
        origin,
        ['Access-Control-Request-Method', 'DELETE'],
        ['Access-Control-Request-Headers', 'authorization, content-type'],
      ],
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'HEAD,GET,PUT,DELETE,POST,OPTIONS',
      'access-control-allow-headers':
        'Authorization,Content-Type,If-None-Match,X-P2-Sensitive-Solution',
    });
    for (const path of ['/challenge', '/events', '/nothing', '/idcert/actor/%zz']) {
      const { headers } = await ask(server, 'GET', path, { fields: [origin] });
      expect(headers['access-control-allow-origin'], path).toBe('*');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      for (const name of ['ETag', 'Retry-After', 'WWW-Authenticate', 'Allow']) {
        expect(headers['access-control-expose-headers']?.split(',')).toContain(name);
      }
    }
  });
});

describe('connections', () => {
  test('stay open after each answer to a request that came completely', async () => {
    const connection = await RawConnection.open(server.port);
    const requests = [
      requestFor('GET', '/challenge'),
      requestFor('GET', '/nothing'),
      requestFor('POST', '/challenge'),
      requestFor('GET', '/events'),
      requestFor('OPTIONS', '/challenge'),
      requestFor('DELETE', '/session', { token: aliceToken, content: '{' }),
    ];
    for (const request of requests) {
      connection.write(request);
      const answer = await connection.next();
      expect(answer?.headers.connection).toBe('keep-alive');
    }
    connection.close();
  });

  test('stay open where the unread content is small', async () => {
    const connection = await RawConnection.open(server.port);
    for (const length of [2, 20_000, 65_536]) {
      const content = 'x'.repeat(length);
      for (const [method, path] of [
        ['POST', '/nothing'],
        ['OPTIONS', '/challenge'],
        ['POST', '/challenge'],
        ['DELETE', '/session'],
        ['GET', '/challenge'],
      ] as const) {
        connection.write(requestFor(method, path, { content }));
        expect((await connection.next())?.headers.connection, `${path} ${length}`).toBe(
          'keep-alive',
        );
      }
    }
    connection.close();
  });

  test('are closed after a while where unread content does not come', async () => {
    const requests = [
      ['POST', '/nothing'],
      ['OPTIONS', '/challenge'],
      ['POST', '/challenge'],
      ['DELETE', '/session'],
    ] as const;
    await Promise.all(
      requests.map(async ([method, path]) => {
        const connection = await RawConnection.open(server.port);
        connection.write(requestFor(method, path, { fields: [['Content-Length', '1000000']] }));
        expect((await connection.next())?.headers.connection, path).toBe('close');
        await connection.ended();
      }),
    );
  });
});

describe('middleware', () => {
  const headers = { 'Retry-After': '7' };

  test.each<[string, RequestHandler]>([
    [
      'throws',
      () => {
        throw new ContractError('P2CORE_RATE_LIMITED', { headers });
      },
    ],
    ['rejects', () => Promise.reject(new ContractError('P2CORE_RATE_LIMITED', { headers }))],
    ['hands on', (_q, _r, next) => next(new ContractError('P2CORE_RATE_LIMITED', { headers }))],
  ])('answers by an error that it %s, under the prefix alone', async (_name, limiter) => {
    const limited = await serve({ middleware: [limiter] });
    for (const path of ['/challenge', '/events', '/nothing']) {
      const answer = await ask(limited, 'GET', path);
      expect(outcome(answer)).toBe('429 P2CORE_RATE_LIMITED');
      expect(answer.headers['retry-after']).toBe('7');
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    }
    const elsewhere = await sendRaw(limited.port, 'GET /docs HTTP/1.1\r\nHost: a\r\n\r\n');
    await limited.close();
    expect(elsewhere?.status).toBe(404);
    expect(limited.log).toEqual([]);
  });

  test('in front of the router answers any origin too', async () => {
    const error = new ContractError('P2CORE_RATE_LIMITED', { headers });
    const limited = await serve({ before: (app) => app.use((_q, _r, next) => next(error)) });
    const answer = await ask(limited, 'GET', '/challenge');
    const elsewhere = await sendRaw(limited.port, 'GET /docs HTTP/1.1\r\nHost: a\r\n\r\n');
    await limited.close();
    expect(outcome(answer)).toBe('429 P2CORE_RATE_LIMITED');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(elsewhere?.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each([
    [
      'breaks the contract',
      new ContractError('P2CORE_RATE_LIMITED'),
      { pointer: '/headers/Retry-After' },
    ],
    ['is none of the registry', new Error('SECRET'), { err: new Error('SECRET') }],
  ])('whose error %s is a 500, and the log says why', async (_name, error, entry) => {
    const limited = await serve({ middleware: [(_q, _r, next) => next(error)] });
    const answer = await ask(limited, 'GET', '/challenge');
    await limited.close();
    expect(outcome(answer)).toBe('500 P2CORE_INTERNAL');
    expect(answer.body).not.toContain('SECRET');
    expect(limited.log).toEqual([expect.objectContaining(entry)]);
  });

  test('that answers 401 says how to authenticate', async () => {
    const error = new ContractError('P2CORE_UNAUTHORIZED');
    const closed = await serve({ middleware: [(_q, _r, next) => next(error)] });
    const answer = await ask(closed, 'GET', '/challenge');
    await closed.close();
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="polyproto"');
  });
});

test('the router may be mounted below a path', async () => {
  const app = express();
  app.use('/api', await createContractRouter({ authenticate, handlers: everyOperation }));
  const http = app.listen(0);
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const response = await fetch(`http://127.0.0.1:${port}/api${pathPrefix}/challenge`);
  http.close();
  http.closeAllConnections();
  expect(response.status).toBe(200);
});
