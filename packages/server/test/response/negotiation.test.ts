/** R5: `Accept` chooses the media type of an answer, and 406 comes before anything is done. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, outcome } from '../support/ask.js';
import { adminToken, aliceToken, sessionId } from '../support/every-operation.js';
import { exampleText } from '../support/examples.js';
import { serve, type TestServer } from '../support/serve.js';

const pem = exampleText('server-id-cert');

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
afterEach(() => expect(server.log).toEqual([]));

test.each([
  ['none', undefined, 'application/json'],
  ['anything', '*/*', 'application/json'],
  ['JSON', 'application/json', 'application/json'],
  ['a wildcard subtype', 'application/*', 'application/json'],
  ['PEM', 'application/x-pem-file', 'application/x-pem-file'],
  ['text', 'text/plain', 'text/plain'],
  ['any text', 'text/*', 'text/plain'],
  ['other letters', 'Text/Plain', 'text/plain'],
  ['weights', 'application/json;q=0.1, text/plain;q=0.9', 'text/plain'],
  ['all but JSON', 'application/json;q=0, */*;q=0.1', 'application/x-pem-file'],
  ['JSON in UTF-8, which all of it is', 'application/json; charset=utf-8', 'application/json'],
  ['the same in other letters', 'Text/Plain;Charset="UTF-8";q=0.9, text/html', 'text/plain'],
  ['JSON in no other encoding', 'application/json;charset=latin1, text/*;q=0.1', 'text/plain'],
  ['what is not offered, and what is', 'text/html, text/plain;q=0.1', 'text/plain'],
])('%s', async (_name, accept, expected) => {
  const fields = accept === undefined ? [] : [['Accept', accept] as const];
  const answer = await ask(server, 'GET', '/idcert/server', { fields });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe(expected);
  expect(answer.headers.vary).toBe('Accept');
  expect(expected === 'application/json' ? JSON.parse(answer.body) : answer.body).toBe(pem);
});

test.each([
  'text/html',
  'application/json;q=0',
  'application/json;charset=utf-8;q=0',
  'application/json;charset=latin1',
  'application/json;profile=x',
  '*/*;q=0',
  'application',
  ',',
  ';',
  'application/json;q=x',
  '__proto__/constructor',
  `text/html;a="${'x'.repeat(8_000)}"`,
  'a/b,'.repeat(3_000),
])('none that is acceptable is 406: %.40s', async (accept) => {
  const answer = await ask(server, 'GET', '/idcert/server', { fields: [['Accept', accept]] });
  expect(outcome(answer)).toBe('406 P2CORE_NOT_ACCEPTABLE');
  expect(answer.headers['content-type']).toBe('application/json');
});

test('two Accept fields are one list', async () => {
  const fields = [
    ['Accept', 'text/html'],
    ['Accept', 'text/plain'],
  ] as const;
  const answer = await ask(server, 'GET', '/idcert/server', { fields });
  expect(answer.headers['content-type']).toBe('text/plain');
});

test('errors are JSON for every Accept', async () => {
  const fields = [['Accept', 'text/plain']] as const;
  const answer = await ask(server, 'GET', '/idcert/server?timestamp=0', { fields });
  expect(outcome(answer)).toBe('404 P2CORE_NO_CERT_AT_TIME');
  expect(answer.headers['content-type']).toBe('application/json');
});

test('a request whose answer is not acceptable changes nothing', async () => {
  let isDone = false;
  server.use({
    rotateServerIdentityKey() {
      isDone = true;
      return { status: 200, body: pem };
    },
  });
  const fields = [['Accept', 'image/png']] as const;
  const answer = await ask(server, 'PUT', '/key/server', { token: adminToken, fields });
  server.use({});
  expect(outcome(answer)).toBe('406 P2CORE_NOT_ACCEPTABLE');
  expect(isDone).toBe(false);
});

test('an answer without content is always acceptable', async () => {
  const content = JSON.stringify({ session_id: sessionId });
  const fields = [['Accept', 'image/png']] as const;
  expect(
    outcome(await ask(server, 'DELETE', '/session', { token: aliceToken, fields, content })),
  ).toBe('204');
});
