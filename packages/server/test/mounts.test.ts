/** The places where the contract's middleware can be mounted, and the requests that it passes on. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathPrefix } from '@p2core/types';
import express, { Router } from 'express';
import { beforeAll, expect, test } from 'vitest';
import { createContractRouter } from '../src/index.js';
import { authenticate, everyOperation } from './support/every-operation.js';

type Mounted = Awaited<ReturnType<typeof createContractRouter>>;

let router: Mounted;
let limited: Mounted;
const seen: string[] = [];
beforeAll(async () => {
  router = await createContractRouter({ authenticate, handlers: everyOperation });
  limited = await createContractRouter({
    authenticate,
    handlers: everyOperation,
    middleware: [
      (request, _response, next) => {
        seen.push(`${request.baseUrl} ${request.path} ${request.originalUrl}`);
        next();
      },
    ],
  });
});

async function statusesOf(listener: RequestListener, folder = ''): Promise<number[]> {
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}${folder}${pathPrefix}`;
  const actor = '/idcert/actor/alice%40home.example.com?session_id=a';
  const statuses: number[] = [];
  for (const path of ['/challenge', actor, '/key/server/', '/nothing', 'x/challenge']) {
    statuses.push((await fetch(url + path)).status);
  }
  http.close();
  return statuses;
}

/** Requests under the prefix are answered; the last one is not under it, and the next middleware answers 418. */
const expected = [200, 200, 200, 404, 418];
const teapot: express.RequestHandler = (_request, response) => void response.sendStatus(418);

test.each(['alone', 'behind middleware'])('in an application, %s', async (which) => {
  const mounted = which === 'alone' ? router : limited;
  expect(await statusesOf(express().use(mounted, teapot))).toEqual(expected);
});

test.each(['alone', 'behind middleware'])('below a path, and in a router, %s', async (which) => {
  const mounted = which === 'alone' ? router : limited;
  expect(await statusesOf(express().use('/api', mounted, teapot), '/api')).toEqual(expected);
  const inRouter = express().use('/api', Router().use('/:tenant', mounted, teapot));
  expect(await statusesOf(inRouter, '/api/one')).toEqual(expected);
});

test('on a server of Node without Express', async () => {
  const listener: RequestListener = (request, response) => {
    router(request as never, response as never, () => response.writeHead(418).end());
  };
  expect(await statusesOf(listener)).toEqual(expected);
});

test('middleware sees the path below the prefix, as Express shows it', async () => {
  seen.length = 0;
  await statusesOf(express().use('/api', limited, teapot), '/api');
  expect(seen[0]).toBe(`/api${pathPrefix} /challenge /api${pathPrefix}/challenge`);
  expect(seen).toHaveLength(4);
});

test('the route of a request stands where Express puts it', async () => {
  const routes: unknown[] = [];
  const counted = express().use((request, response, next) => {
    response.once('finish', () => routes.push(request.route?.path));
    next();
  });
  await statusesOf(counted.use(router, teapot));
  expect(routes).toEqual([
    `${pathPrefix}/challenge`,
    `${pathPrefix}/idcert/actor/:fid`,
    `${pathPrefix}/key/server`,
    undefined,
    undefined,
  ]);
});
