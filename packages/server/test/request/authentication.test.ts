/** Who asks: the security requirements of the contract, and nothing that is nearly a token. */
import { allOperations, operations } from '@p2core/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContractError } from '../../src/index.js';
import { type Asked, ask, outcome } from '../support/ask.js';
import { adminToken, aliceToken } from '../support/every-operation.js';
import { serve, type TestServer } from '../support/serve.js';

const unauthorized = '401 P2CORE_UNAUTHORIZED';
const tokens: string[] = [];

let server: TestServer;
beforeAll(async () => {
  server = await serve({
    authenticate(token) {
      tokens.push(token);
      if (token === adminToken) return { name: 'root', roles: ['administrator'] };
      return token === aliceToken ? { name: 'alice', roles: [] } : null;
    },
  });
});
afterAll(() => server.close());

function withField(authorization: string): Asked {
  return { fields: [['Authorization', authorization]] };
}

test.each([
  `Bearer ${aliceToken}`,
  `bearer ${aliceToken}`,
  `BEARER   ${aliceToken}`,
  `Bearer ${aliceToken} `,
])('these are credentials: %s', async (field) => {
  expect(outcome(await ask(server, 'GET', '/events', withField(field)))).toBe('200');
});

test.each([
  '',
  'Bearer',
  'Bearer ',
  aliceToken,
  `Token ${aliceToken}`,
  `Bearer${aliceToken}`,
  `Bearer:${aliceToken}`,
  `Bearer\t${aliceToken}`,
  `Bearer token="${aliceToken}"`,
  `Bearer ${aliceToken},${aliceToken}`,
  `Bearer ${aliceToken}, Bearer ${aliceToken}`,
  `Bearer ${aliceToken}\xff`,
  `Basic Bearer ${aliceToken}`,
  `xBearer ${aliceToken}`,
])('malformed ones are refused without a call of authenticate: %s', async (field) => {
  tokens.length = 0;
  expect(outcome(await ask(server, 'GET', '/events', withField(field)))).toBe(unauthorized);
  expect(tokens).toEqual([]);
});

test('two fields are refused, even if they are the same', async () => {
  const field = ['Authorization', `Bearer ${aliceToken}`] as const;
  expect(outcome(await ask(server, 'GET', '/events', { fields: [field, field] }))).toBe(
    unauthorized,
  );
});

test('an operation without security does not look at the field', async () => {
  tokens.length = 0;
  const field = ['Authorization', `Bearer ${aliceToken}`] as const;
  expect(outcome(await ask(server, 'GET', '/challenge', { fields: [field, field] }))).toBe('200');
  expect(tokens).toEqual([]);
});

test('a token in the query or in the content does not count', async () => {
  const path = `/events?access_token=${aliceToken}&authorization=${aliceToken}`;
  expect(outcome(await ask(server, 'GET', path))).toBe(unauthorized);
});

test('every operation demands the token and role of its security requirement', async () => {
  for (const { method, path, roles } of allOperations) {
    const target = path.replace('{fid}', 'a@b').replace('/.p2/core/v1', '');
    const stranger = await ask(server, method, target);
    const alice = await ask(server, method, target, { token: aliceToken });
    expect(stranger.status === 401, `${method} ${path}`).toBe(roles !== null);
    expect(alice.status === 403, `${method} ${path}`).toBe(
      roles?.includes('administrator') ?? false,
    );
  }
  expect(operations.rotateServerIdentityKey.roles).toEqual(['administrator']);
});

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['null', null],
  ['false', false],
  ['an empty string', ''],
])('%s as principal is refused', async (_name, nobody) => {
  const other = await serve({ authenticate: () => nobody as undefined });
  expect(outcome(await ask(other, 'GET', '/events', { token: 'x' }))).toBe(unauthorized);
  await other.close();
  expect(other.log).toEqual([]);
});

test('a principal without the member roles is 500, and is not let in', async () => {
  const other = await serve({ authenticate: () => ({ name: 'alice' }) as never });
  expect(outcome(await ask(other, 'PUT', '/key/server', { token: 'x' }))).toBe(
    '500 P2CORE_INTERNAL',
  );
  await other.close();
  expect(other.log).toHaveLength(1);
});

test('authenticate may throw an error of the registry', async () => {
  const headers = { 'Retry-After': '5' };
  const other = await serve({
    authenticate: () => Promise.reject(new ContractError('P2CORE_UNAVAILABLE', { headers })),
  });
  const answer = await ask(other, 'GET', '/events', { token: 'x' });
  await other.close();
  expect(outcome(answer)).toBe('503 P2CORE_UNAVAILABLE');
  expect(answer.headers['retry-after']).toBe('5');
});

test('WWW-Authenticate says whether a token was given, or a role is missing (RFC 6750)', async () => {
  const challenge = async (method: string, path: string, asked: Asked) =>
    (await ask(server, method, path, asked)).headers['www-authenticate'];
  const realm = 'Bearer realm="polyproto"';
  expect(await challenge('GET', '/events', {})).toBe(realm);
  expect(await challenge('GET', '/events', withField('Basic YQ=='))).toBe(realm);
  expect(await challenge('GET', '/events', { token: 'unknown' })).toBe(
    `${realm}, error="invalid_token"`,
  );
  expect(await challenge('PUT', '/key/server', { token: aliceToken })).toBe(
    `${realm}, error="insufficient_scope"`,
  );
});
