/** R24: a request with two things wrong is refused for the one that comes first. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContractError, type ContractRouterOptions } from '../src/index.js';
import { type Asked, ask, outcome } from './support/ask.js';
import {
  adminToken,
  aliceToken,
  authenticate,
  everyOperation,
  type TestPrincipal,
} from './support/every-operation.js';
import { serve, type TestServer } from './support/serve.js';

const limiter: NonNullable<ContractRouterOptions<TestPrincipal>['middleware']>[number] = (
  request,
  _response,
  next,
) => {
  const isLimited = request.headers.from !== undefined;
  next(
    isLimited
      ? new ContractError('P2CORE_RATE_LIMITED', { headers: { 'Retry-After': '1' } })
      : undefined,
  );
};

let server: TestServer;
beforeAll(async () => {
  const { getEvents: _left, ...handlers } = everyOperation;
  server = await serve({ handlers, authenticate, middleware: [limiter] });
});
afterAll(() => server.close());

const limited = [['From', 'a@b']] as const;
const picture = [['Accept', 'image/png']] as const;
const tooMuch = '"'.repeat(100_000);

const rows: ReadonlyArray<readonly [string, string, string, Asked]> = [
  ['429 P2CORE_RATE_LIMITED', 'GET', '/nowhere', { fields: limited }],
  ['404 P2CORE_NOT_FOUND', 'PATCH', '/nowhere', {}],
  ['405 P2CORE_METHOD_NOT_ALLOWED', 'PUT', '/events', {}],
  ['404 P2CORE_ROUTE_NOT_OFFERED', 'GET', '/events', {}],
  ['401 P2CORE_UNAUTHORIZED', 'PUT', '/key/server', { content: '{}' }],
  ['403 P2CORE_NOT_ADMINISTRATOR', 'PUT', '/key/server', { token: aliceToken, content: '{}' }],
  [
    '415 P2CORE_UNSUPPORTED_MEDIA_TYPE',
    'DELETE',
    '/session',
    { token: aliceToken, type: 'image/png', content: tooMuch },
  ],
  [
    '413 P2CORE_CONTENT_TOO_LARGE',
    'DELETE',
    '/session?session_id=%zz',
    { token: aliceToken, content: tooMuch },
  ],
  ['400 P2CORE_BAD_REQUEST', 'GET', '/idcert/server?timestamp=x', { fields: picture }],
  ['406 P2CORE_NOT_ACCEPTABLE', 'GET', '/idcert/server?timestamp=0', { fields: picture }],
  ['404 P2CORE_NO_CERT_AT_TIME', 'GET', '/idcert/server?timestamp=0', { token: adminToken }],
];

test.each(rows)('%s comes before what follows: %s %s', async (expected, method, path, asked) => {
  expect(outcome(await ask(server, method, path, asked))).toBe(expected);
});
