/** Targets of every bad form: the answer is one of the registry, or the request is served. */

import { sendRaw } from '@p2core/testing/raw-connection';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, detailsOf, outcome } from '../support/ask.js';
import { serve, type TestServer } from '../support/serve.js';

const bad = '400 P2CORE_BAD_REQUEST';
const notFound = '404 P2CORE_NOT_FOUND';

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
afterEach(() => expect(server.log).toEqual([]));

describe('the path', () => {
  test.each([
    ['percent-encoded', '/idcert/actor/%61lice%40home.example.com', '200'],
    ['percent-encoded, of a literal segment', '/%63hallenge', notFound],
    ['an encoded slash', '/idcert/actor/a%2fb@c', bad],
    ['encoded twice', '/idcert/actor/alice%2540home.example.com', bad],
    ['an open percent sign', '/idcert/actor/%', bad],
    ['no hexadecimal digits', '/idcert/actor/%zz', bad],
    ['no UTF-8', '/idcert/actor/%ff@b', bad],
    ['a null octet', '/idcert/actor/a%00@b', bad],
    ['CR LF', '/idcert/actor/a%0d%0a@b', bad],
    ['a letter outside ASCII', '/idcert/actor/%C3%A4@b', bad],
    ['a raw octet above 0x7f', '/idcert/actor/\xe4@b', bad],
    ['over-long', `/idcert/actor/${'a'.repeat(320)}@b`, bad],
    ['more over-long', `/idcert/actor/${'a'.repeat(10_000)}@b`, bad],
    [
      'longer than the server reads',
      `/idcert/actor/${'a'.repeat(20_000)}@b`,
      '414 P2CORE_URI_TOO_LONG',
    ],
    ['a dot segment', '/./challenge', notFound],
    ['two dots', '/idcert/../challenge', notFound],
    ['two encoded dots', '/idcert/%2e%2e/challenge', notFound],
    ['two dots for a parameter', '/idcert/actor/..', bad],
    ['a prototype-named parameter', '/idcert/actor/__proto__', bad],
    ['a prototype-named path', '/constructor', notFound],
    ['an empty parameter', '/idcert/actor/', notFound],
    ['an empty segment', '//challenge', notFound],
    ['a semicolon', '/challenge;a=b', notFound],
    ['a backslash', '/idcert\\server', notFound],
    ['a fragment', '/challenge#a', '200'],
  ])('%s', async (_name, path, expected) => {
    expect(outcome(await ask(server, 'GET', path))).toBe(expected);
  });

  test('a malformed one says so', async () => {
    const answer = await ask(server, 'GET', '/idcert/actor/%zz');
    expect(detailsOf(answer)).toEqual(['/params is not well-formed percent-encoding']);
  });

  test.each([
    ['absolute', 'http://other.example/.p2/core/v1/challenge', 200],
    ['of a proxy, https', 'https://other.example:8443/.p2/core/v1/challenge?a', 200],
    ['below the prefix but not at its boundary', '/.p2/core/v1x/challenge', 404],
    ['the asterisk', '*', 404],
    ['without a slash', '.p2/core/v1/challenge', 400],
  ])('the form of the target: %s', async (_name, target, status) => {
    const answer = await sendRaw(server.port, `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(answer?.status).toBe(status);
  });
});

describe('the query', () => {
  test.each([
    ['unknown parameters', 'a=b&c&=&&timestamp2=x', '200'],
    ['prototype-named ones', '__proto__=1&constructor=2&__proto__[timestamp]=x&toString=', '200'],
    ['unknown ones, repeated', 'a=1&a=2', '200'],
    ['brackets, which make another name', 'timestamp[]=1&timestamp[a]=2&timestamp.b=3', '200'],
    ['a name in other letters', 'Timestamp=x', '200'],
    ['an encoded name', 'time%73tamp=x', bad],
    ['twice', 'timestamp=1&timestamp=2', bad],
    ['twice the same', 'timestamp=1&timestamp=1', bad],
    ['twice, one encoded', 'timestamp=1&%74imestamp=1', bad],
    ['empty', 'timestamp=', bad],
    ['without a value', 'timestamp', bad],
    ['a list', 'timestamp=1,2', bad],
    ['a sign', 'timestamp=-1', bad],
    ['a plus, which is a space', 'timestamp=+1', bad],
    ['a fraction', 'timestamp=1.0', bad],
    ['an exponent', 'timestamp=1e3', bad],
    ['hexadecimal', 'timestamp=0x10', bad],
    ['NaN', 'timestamp=NaN', bad],
    ['Infinity', 'timestamp=Infinity', bad],
    ['2^53 - 1', 'timestamp=9007199254740991', '200'],
    ['2^53', 'timestamp=9007199254740992', bad],
    ['digits of another script', 'timestamp=%D9%A1', bad],
    ['a line feed at the end', 'timestamp=1%0a', bad],
    ['malformed percent-encoding', 'timestamp=%', bad],
    ['malformed percent-encoding of another', 'a=%zz', bad],
    ['JSON', 'timestamp={"a":1}', bad],
    ['a second question mark', 'a?timestamp=x', '200'],
  ])('%s', async (_name, query, expected) => {
    expect(outcome(await ask(server, 'GET', `/idcert/server?${query}`))).toBe(expected);
  });

  test('a repeated parameter is named', async () => {
    const answer = await ask(server, 'GET', '/idcert/server?timestamp=1&timestamp=2');
    expect(detailsOf(answer)).toEqual(['/query/timestamp is given more than once']);
  });

  test.each(['session_id=%', 'session_id=%zz', 'session_id=a%2', '%=a'])(
    'malformed percent-encoding is 400 where the schema would take it: %s',
    async (query) => {
      const answer = await ask(server, 'GET', `/idcert/actor/alice@home.example.com?${query}`);
      expect(outcome(answer)).toBe(bad);
      expect(detailsOf(answer)).toEqual(['/query is not well-formed percent-encoding']);
    },
  );

  test('the query parser of the application makes no difference', async () => {
    const other = await serve({ before: (app) => app.set('query parser', false) });
    expect(outcome(await ask(other, 'GET', '/idcert/server?timestamp=x'))).toBe(bad);
    expect(outcome(await ask(other, 'GET', '/idcert/server?timestamp=1'))).toBe('200');
    await other.close();
  });
});
