/** One test or more for each thing that was found in express-openapi-validator. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { RawConnection, sendRaw } from '@p2core/testing/raw-connection';
import { allOperations } from '@p2core/types';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { validateAnswer } from '../src/response/validate-answer.js';
import { type Asked, ask, detailsOf, outcome, requestFor } from './support/ask.js';
import { adminToken, aliceToken, sessionId } from './support/every-operation.js';
import { exampleText } from './support/examples.js';
import { serve, type TestHandlers, type TestServer } from './support/serve.js';

const run = promisify(execFile);
const session = JSON.stringify({ session_id: sessionId });
const getIdCert = '/idcert/server';

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

describe('row 1: the raw Content-Type is part of the cache key of compiled schemas', () => {
  test('a new Content-Type compiles no schema', async () => {
    const compile = vi.spyOn(Ajv2020.prototype, 'compile');
    for (let index = 0; index < 20; index += 1) {
      const type = `application/json; charset=utf-8; a${index}=b`;
      const content = session;
      expect(
        outcome(await ask(server, 'DELETE', '/session', { token: aliceToken, type, content })),
      ).toBe('204');
      await ask(server, 'GET', `${getIdCert}?timestamp=1`, { type: `x/y${index}` });
    }
    expect(compile).not.toHaveBeenCalled();
  });

  test('x#/properties/headers does not bypass the validation of the query', async () => {
    for (const type of ['x#/properties/headers', 'application/json; x=#/properties/headers']) {
      const asked = { type };
      expect(outcome(await ask(server, 'GET', `${getIdCert}?timestamp=x`, asked))).toBe(
        '400 P2CORE_BAD_REQUEST',
      );
    }
    for (const type of ['x', 'x#/properties/headers']) {
      const asked = { token: aliceToken, type };
      const answer = await ask(server, 'GET', '/keypackage/alice', asked);
      expect(outcome(answer)).toBe('400 P2CORE_BAD_REQUEST');
    }
    const asked = { type: 'x#/properties/headers', content: '{}' };
    expect(outcome(await ask(server, 'GET', `${getIdCert}?timestamp=x`, asked))).toBe(
      '415 P2CORE_UNSUPPORTED_MEDIA_TYPE',
    );
  });

  test.each([
    ['text/html', '415 P2CORE_UNSUPPORTED_MEDIA_TYPE'],
    ['application/json; charset=latin1', '415 P2CORE_UNSUPPORTED_MEDIA_TYPE'],
    ['Application/JSON;Charset="UTF-8"', '204'],
    ['application/json; profile=x', '204'],
  ])('the bare media type must be declared and its charset UTF-8: %s', async (type, expected) => {
    const asked = { token: aliceToken, type, content: session };
    expect(outcome(await ask(server, 'DELETE', '/session', asked))).toBe(expected);
  });
});

describe('row 2: a body without Content-Type is ignored or 415', () => {
  test('it is read as JSON where that is the default', async () => {
    const asked = { token: aliceToken, content: session };
    expect(outcome(await ask(server, 'DELETE', '/session', asked))).toBe('204');
    const filter = { content: '{"timestamp":"x"}' };
    expect(detailsOf(await ask(server, 'GET', getIdCert, filter))[0]).toContain('/body/timestamp');
  });

  test('it is read as PEM where that is the default', async () => {
    const asked = { token: aliceToken, content: exampleText('session-id-cert') };
    expect(outcome(await ask(server, 'PUT', '/session/idcert/extern', asked))).toBe('201');
  });
});

describe('row 3: required content may be absent, and a Content-Type without content is 400', () => {
  test.each([
    ['PUT', '/session/idcert/extern', '/body is required'],
    ['DELETE', '/session', '/query/session_id is required, here or in the body'],
  ])('a missing required part is 400: %s %s', async (method, path, detail) => {
    const forms = [
      {},
      { content: '' },
      { type: 'application/json' },
      { type: 'text/plain', content: '' },
    ];
    for (const form of forms) {
      const answer = await ask(server, method, path, { token: aliceToken, ...form });
      expect(outcome(answer)).toBe('400 P2CORE_BAD_REQUEST');
      expect(detailsOf(answer)).toEqual([detail]);
    }
  });

  test('a Content-Type without content is ignored where content is optional', async () => {
    for (const type of ['application/json', 'text/html', 'not a media type']) {
      expect(outcome(await ask(server, 'GET', getIdCert, { type }))).toBe('200');
      expect(outcome(await ask(server, 'GET', '/challenge', { type }))).toBe('200');
    }
  });

  test('a Content-Type with empty chunked content is ignored too', async () => {
    const fields = [['Transfer-Encoding', 'chunked']] as const;
    const octets = requestFor('GET', getIdCert, { type: 'text/html', fields });
    const answer = await sendRaw(server.port, `${octets}0\r\n\r\n`);
    expect(answer?.status).toBe(200);
  });
});

describe('row 4: parsers wired by hand parse what has not been checked', () => {
  test('content is limited before it is parsed', async () => {
    const content = JSON.stringify({ session_id: sessionId, more: 'x'.repeat(4096) });
    const asked = { token: aliceToken, content };
    expect(outcome(await ask(server, 'DELETE', '/session', asked))).toBe(
      '413 P2CORE_CONTENT_TOO_LARGE',
    );
  });

  test('the type is checked before content is parsed', async () => {
    const asked = { token: aliceToken, type: 'text/html', content: '{' };
    expect(outcome(await ask(server, 'DELETE', '/session', asked))).toBe(
      '415 P2CORE_UNSUPPORTED_MEDIA_TYPE',
    );
  });

  test('JSON may be a string, and text is not parsed', async () => {
    const pem = exampleText('session-id-cert');
    const put = (type: string, content: string) =>
      ask(server, 'PUT', '/session/idcert/extern', { token: aliceToken, type, content });
    expect(outcome(await put('application/json', JSON.stringify(pem)))).toBe('201');
    expect(outcome(await put('text/plain', pem))).toBe('201');
    expect(outcome(await put('application/json', pem))).toBe('201');
    expect(outcome(await put('text/plain', JSON.stringify(pem)))).toBe('201');
  });
});

describe('row 5: any token is accepted, a plain Error shows, strangers get 400 and 413', () => {
  test.each([
    ['no field', undefined],
    ['an unknown token', 'Bearer nobody'],
    ['no token', 'Bearer'],
    ['another scheme that names bearer', `NotBearer ${aliceToken}`],
    ['Basic', `Basic ${aliceToken}`],
    ['two tokens', `Bearer ${aliceToken} ${aliceToken}`],
    ['a token that is no token', `Bearer "${aliceToken}"`],
  ])('%s is 401', async (_name, value) => {
    const fields: Array<[string, string]> = value === undefined ? [] : [['Authorization', value]];
    expect(outcome(await ask(server, 'GET', '/events', { fields }))).toBe(
      '401 P2CORE_UNAUTHORIZED',
    );
  });

  test('a failure of the authentication is a 500 that shows nothing', async () => {
    const failing = await serve({
      authenticate: () => {
        throw new Error('the password of the database is hunter2');
      },
    });
    const answer = await ask(failing, 'GET', '/events', { token: aliceToken });
    await failing.close();
    expect(outcome(answer)).toBe('500 P2CORE_INTERNAL');
    expect(answer.body).not.toContain('hunter2');
  });

  test('401 comes before 400, 413 and 415: content without a token is not read', async () => {
    for (const asked of [
      { content: '{' },
      { content: 'x'.repeat(10_000) },
      { type: 'text/html', content: 'x' },
    ]) {
      expect(outcome(await ask(server, 'DELETE', '/session', asked))).toBe(
        '401 P2CORE_UNAUTHORIZED',
      );
    }
    const connection = await RawConnection.open(server.port);
    connection.write(requestFor('DELETE', '/session', { fields: [['Content-Length', '1000000']] }));
    expect((await connection.next())?.status).toBe(401);
    await connection.ended();
  });

  test('the role that the contract names is demanded', async () => {
    const put = (token: string) => ask(server, 'PUT', '/key/server', { token });
    expect(outcome(await put(aliceToken))).toBe('403 P2CORE_NOT_ADMINISTRATOR');
    expect(outcome(await put(adminToken))).toBe('200');
  });
});

describe('row 6: no WWW-Authenticate on 401; HEAD and OPTIONS are 405', () => {
  test('401 carries WWW-Authenticate', async () => {
    const { headers } = await ask(server, 'GET', '/events');
    expect(headers['www-authenticate']).toBe('Bearer realm="polyproto"');
  });

  test('HEAD is answered as GET is, without the content', async () => {
    const get = await ask(server, 'GET', getIdCert);
    const head = await ask(server, 'HEAD', getIdCert);
    expect(head.status).toBe(200);
    const { date: _getDate, ...ofGet } = get.headers;
    const { date: _headDate, ...ofHead } = head.headers;
    expect(ofHead).toEqual(ofGet);
  });

  test('OPTIONS is answered with Allow and CORS', async () => {
    const { status, headers } = await ask(server, 'OPTIONS', '/key/server');
    expect(status).toBe(204);
    expect(headers.allow).toBe('GET, HEAD, PUT, OPTIONS');
    expect(headers['access-control-allow-origin']).toBe('*');
  });
});

// Row 7, faults of the contract that appear as 500 on the first request: codegen stops at them (scripts/test).

describe('row 8: of answers, only JSON below 500 is validated', () => {
  const pem = exampleText('server-id-cert');
  const alice = { token: aliceToken };

  afterEach(() => server.use({}));

  test.each<[string, TestHandlers, string, Asked, string]>([
    ['JSON', { getChallenge: () => ({ status: 200, body: {} }) }, '/challenge', {}, '/body'],
    [
      'text',
      { getServerIdCert: () => ({ status: 200, body: `${pem}x` }) },
      getIdCert,
      { fields: [['Accept', 'text/plain']] },
      '/body',
    ],
    [
      'an empty answer',
      { getEvents: () => ({ status: 409, body: [] }) },
      '/events',
      alice,
      '/body',
    ],
    [
      'a header',
      { getEvents: () => ({ status: 409, headers: { 'Cache-Control': 'private' } }) },
      '/events',
      alice,
      '/headers/Cache-Control',
    ],
    ['a status', { getEvents: () => ({ status: 202 }) }, '/events', alice, '/status'],
    [
      'an error',
      { getActorIdCerts: () => ({ error: 'P2CORE_NO_CERT_AT_TIME' }) },
      '/idcert/actor/a@b',
      {},
      '/body/error',
    ],
    [
      'an answer of 500 and above',
      { getChallenge: () => ({ status: 503, headers: { 'Retry-After': '1' }, body: {} }) },
      '/challenge',
      {},
      '/body',
    ],
  ])('%s is validated', async (_name, handlers, path, asked, pointer) => {
    server.use(handlers);
    expect(outcome(await ask(server, 'GET', path, asked))).toBe('500 P2CORE_INTERNAL');
    expect(server.log).toEqual([expect.objectContaining({ pointer })]);
  });

  test('a media type is validated', () => {
    const [operation] = allOperations.filter(({ operationId }) => operationId === 'getChallenge');
    const headers = { 'Cache-Control': 'no-store' };
    const value = { challenge: 'UH675678rbnFGNHJV2ijcnr3ghjHV74jah', expires: 1 };
    const answer = { status: 200, headers, content: { mediaType: 'text/plain', value } };
    expect(() => operation && validateAnswer(operation, answer)).toThrow(
      'text/plain is not declared',
    );
  });
});

describe('row 9: express-openapi-validator looks up the routes again for each request', () => {
  test('neither it nor Ajv is loaded', async () => {
    const code = `
      import { createRequire } from 'node:module';
      const { createContractRouter, unimplemented } = await import(process.argv[1]);
      const handlers = new Proxy({}, { get: () => unimplemented, has: () => true });
      await createContractRouter({ handlers, authenticate: () => undefined });
      const loaded = Object.keys(createRequire(process.argv[1]).cache);
      console.log(JSON.stringify(loaded.filter((name) => /openapi-validator|ajv/.test(name))));
    `;
    const built = new URL('../dist/index.js', import.meta.url).href;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code, built]);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});

describe('row 10: `case sensitive routing` is off in Express', () => {
  test('a path in other letters is no path of the contract', async () => {
    expect(outcome(await ask(server, 'GET', '/Challenge'))).toBe('404 P2CORE_NOT_FOUND');
    expect(outcome(await ask(server, 'PUT', '/KEY/server', { token: adminToken }))).toBe(
      '404 P2CORE_NOT_FOUND',
    );
  });
});

describe('below the table', () => {
  test.each(['application/x-pem-file', 'text/plain'])(
    'a bare PEM has no charset: %s',
    async (type) => {
      const answer = await ask(server, 'GET', getIdCert, { fields: [['Accept', type]] });
      expect(answer.headers['content-type']).toBe(type);
      expect(answer.body).toBe(exampleText('server-id-cert'));
    },
  );

  test('other routes stay outside the contract chain', async () => {
    const withDocs = await serve({
      after: (app) => app.get('/docs', (_request, response) => void response.send('docs')),
    });
    const answer = await sendRaw(withDocs.port, 'GET /docs HTTP/1.1\r\nHost: a\r\n\r\n');
    await withDocs.close();
    expect(answer?.body).toBe('docs');
    expect(answer?.headers['access-control-allow-origin']).toBeUndefined();
  });
});
