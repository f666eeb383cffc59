/** R25 and R33: pages that a server offers or not, OPTIONS with an answer of its own, `@me`. */
import { allOperations, type Operation, type Page, pages, pathPrefix } from '@p2core/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowByPath } from '../src/allow.js';
import { createContractRouter, type Handlers, unimplemented } from '../src/index.js';
import { ask, outcome } from './support/ask.js';
import {
  aliceToken,
  authenticate,
  everyOperation,
  type TestPrincipal,
} from './support/every-operation.js';
import { exampleValue } from './support/examples.js';
import { serve, type TestServer } from './support/serve.js';

const preflight = [
  ['Origin', 'https://page.example'],
  ['Access-Control-Request-Method', 'POST'],
] as const;

const targetOf = ({ path }: Operation) =>
  path.slice(pathPrefix.length).replace('{fid}', 'alice@home.example.com');
const ofFurtherPages = allOperations.filter(({ page }) => !pages[page].required);

describe('a server of the nine', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve({ pages: [] });
  });
  afterAll(() => server.close());

  test.each(ofFurtherPages)('offers no $operationId, and says so to strangers too', async (one) => {
    expect(outcome(await ask(server, one.method, targetOf(one)))).toBe(
      '404 P2CORE_ROUTE_NOT_OFFERED',
    );
  });

  test.each(ofFurtherPages)('answers a preflight for $operationId', async (one) => {
    const { status, headers } = await ask(server, 'OPTIONS', targetOf(one), { fields: preflight });
    expect([status, headers.allow]).toEqual([204, allowByPath.get(one.path)]);
    expect(headers['access-control-allow-headers']).toContain('Authorization');
  });

  test('answers 405 by the methods of the contract', async () => {
    for (const one of ofFurtherPages) {
      const { status, headers } = await ask(server, 'PATCH', targetOf(one));
      expect([status, headers.allow]).toEqual([405, allowByPath.get(one.path)]);
    }
  });
});

test('a page is offered without another', async () => {
  const server = await serve({ pages: ['auth'] });
  const csr = { actor_name: 'bob' };
  expect((await ask(server, 'POST', '/register', { content: JSON.stringify(csr) })).status).toBe(
    201,
  );
  expect(outcome(await ask(server, 'PUT', '/keypackage_lr'))).toBe('404 P2CORE_ROUTE_NOT_OFFERED');
  await server.close();
});

test('a server without getKeyPackages does not offer the upload of KeyPackages', async () => {
  const { getKeyPackages: _left, ...handlers } = everyOperation;
  const server = await serve({ handlers });
  const asked = { token: aliceToken, content: '"a2V5"' };
  expect(outcome(await ask(server, 'PUT', '/keypackage_lr', asked))).toBe(
    '404 P2CORE_ROUTE_NOT_OFFERED',
  );
  await server.close();
});

test('a page needs all its handlers, and must be a page of the contract', async () => {
  const { trustSession: _missing, ...incomplete } = everyOperation;
  const handlers = incomplete as Handlers<TestPrincipal, Page>;
  await expect(createContractRouter({ authenticate, handlers, pages: ['auth'] })).rejects.toThrow(
    'handlers.trustSession must be a function or unimplemented',
  );
  await createContractRouter({ authenticate, handlers });
  await expect(
    createContractRouter({ authenticate, handlers: everyOperation, pages: ['auht' as Page] }),
  ).rejects.toThrow('there is no page auht');
});

describe('a server of all pages', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.close());

  test('says how large key material may be, to a preflight too', async () => {
    for (const fields of [[], preflight]) {
      const answer = await ask(server, 'OPTIONS', '/session/keymaterial', { fields });
      expect(answer).toMatchObject({ status: 200, body: '' });
      expect(answer.headers).toMatchObject({
        'x-max-payload-size': '10240',
        allow: 'POST, GET, HEAD, DELETE, OPTIONS',
        'cache-control': 'no-store',
      });
      expect(answer.headers['access-control-expose-headers']).toContain('X-Max-Payload-Size');
      expect(answer.headers['access-control-allow-methods']).toContain('DELETE');
    }
  });

  test('answers a preflight where that operation is not written yet too', async () => {
    const handlers = {
      ...everyOperation,
      getKeyMaterialLimit: unimplemented,
    } as typeof everyOperation;
    const later = await serve({ handlers });
    const path = '/session/keymaterial';
    expect((await ask(later, 'OPTIONS', path, { fields: preflight })).status).toBe(204);
    expect(outcome(await ask(later, 'OPTIONS', path))).toBe('501 P2CORE_NOT_IMPLEMENTED');
    await later.close();
  });

  test.each(['@me', '%40me'])('never reads %s as a Federation ID', async (name) => {
    const asked = { token: aliceToken, content: '["a2V5"]' };
    expect((await ask(server, 'POST', `/keypackage/${name}`, asked)).status).toBe(201);
    const { status, headers } = await ask(server, 'GET', `/keypackage/${name}`, asked);
    expect([status, headers.allow]).toEqual([405, 'POST, OPTIONS']);
  });

  test('reads a list from the query, from the body, and from both', async () => {
    const asked = { token: aliceToken };
    for (const [query, content] of [
      ['?serial_numbers=3&serial_numbers=6'],
      ['', '{"serial_numbers":["3","6"]}'],
      ['?serial_numbers=6&serial_numbers=3', '{"serial_numbers":["3","6"]}'],
    ]) {
      const path = `/session/keymaterial${query}`;
      const answer = await ask(server, 'GET', path, { ...asked, ...(content && { content }) });
      expect(outcome(answer)).toBe('200');
    }
    const missing = await ask(server, 'GET', '/session/keymaterial?serial_numbers=7', asked);
    expect(JSON.parse(missing.body)).toMatchObject({ errcode: 404, serial_numbers: ['7'] });
    const bare = { ...asked, content: '["3"]' };
    expect((await ask(server, 'DELETE', '/session/keymaterial', bare)).status).toBe(204);
    for (const content of [undefined, '[{"toString":1}]', '{}']) {
      const faulty = { ...asked, ...(content && { content }) };
      expect(outcome(await ask(server, 'DELETE', '/session/keymaterial', faulty))).toBe(
        '400 P2CORE_BAD_REQUEST',
      );
    }
  });

  test('hands a header field to the handler, and refuses a malformed one', async () => {
    const path = '/session/keymaterial?serial_numbers=3&serial_numbers=6';
    const withSolution = (value: string) => ({
      token: aliceToken,
      fields: [['X-P2-Sensitive-Solution', value]] as const,
    });
    expect(outcome(await ask(server, 'DELETE', path, { token: aliceToken }))).toBe(
      '403 P2CORE_SECOND_FACTOR_REQUIRED',
    );
    expect((await ask(server, 'DELETE', path, withSolution('a%20b'))).status).toBe(204);
    const refused = await ask(server, 'DELETE', path, withSolution('a%2'));
    expect(JSON.parse(refused.body).details).toEqual([
      { path: '/headers/x-p2-sensitive-solution', message: 'must be percent-encoded UTF-8' },
    ]);
  });

  test('begins a session with the contract’s example', async () => {
    const trust = exampleValue<{ auth_payload: object }>('trust');
    const asked = (password: string) => ({
      content: JSON.stringify({ ...trust, auth_payload: { password } }),
    });
    expect((await ask(server, 'POST', '/session/trust', asked('right'))).status).toBe(201);
    const { status, headers } = await ask(server, 'POST', '/session/trust', asked('wrong'));
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="polyproto"']);
  });
});
