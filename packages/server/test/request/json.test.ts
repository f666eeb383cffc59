/** Hostile JSON: the answer is one of the registry, or the request is served. */
import { operations, schemas } from '@p2core/types';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, detailsOf, outcome } from '../support/ask.js';
import { aliceToken, sessionId } from '../support/every-operation.js';
import { serve, type TestServer } from '../support/serve.js';

const bad = '400 P2CORE_BAD_REQUEST';
const token = aliceToken;

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
afterEach(() => expect(server.log).toEqual([]));

test.each([
  ['cut off', '{"session_id":'],
  ['two values', '{}{}'],
  ['a comment', '{} // x'],
  ['single quotes', "{'session_id':'x'}"],
  ['a trailing comma', '{"session_id":"x",}'],
  ['NaN', '{"session_id":NaN}'],
  ['Infinity', '{"session_id":-Infinity}'],
  ['undefined', 'undefined'],
  ['a leading zero', '{"session_id":01}'],
  ['a control character in a string', '{"session_id":"\n"}'],
  ['a null octet', '\0'],
])('malformed JSON is 400: %s', async (_name, content) => {
  const answer = await ask(server, 'DELETE', '/session', { token, content });
  expect(outcome(answer)).toBe(bad);
  expect(detailsOf(answer)).toEqual(['/body is not JSON']);
});

describe('prototype-named keys', () => {
  test.each([
    ['in place of the member', '{"__proto__":{"session_id":"x"}}', bad],
    ['constructor', '{"constructor":{"prototype":{"session_id":"x"}}}', bad],
    [
      'beside the member',
      `{"session_id":"${sessionId}","__proto__":null,"constructor":1,"toString":2}`,
      '204',
    ],
    ['hasOwnProperty', `{"session_id":"${sessionId}","hasOwnProperty":1}`, '204'],
  ])('%s', async (_name, content, expected) => {
    expect(outcome(await ask(server, 'DELETE', '/session', { token, content }))).toBe(expected);
    expect(({} as Record<string, unknown>).session_id).toBeUndefined();
  });

  test('in the filter of a GET', async () => {
    const content = '{"__proto__":{"timestamp":"x"},"timestamp":{"toString":1,"valueOf":2}}';
    const answer = await ask(server, 'GET', '/idcert/server', { content });
    expect(outcome(answer)).toBe(bad);
    expect(detailsOf(answer)).toEqual([
      `/body/timestamp must be ${schemas.TimestampOrNumber['x-p2-expected']}`,
    ]);
  });
});

test.each([
  ['arrays', '['.repeat(30_000) + ']'.repeat(30_000)],
  ['objects', `${'{"a":'.repeat(10_000)}null${'}'.repeat(10_000)}`],
  ['arrays that are cut off', '['.repeat(60_000)],
])('deep JSON is refused: %s', async (_name, content) => {
  const type = 'application/json';
  const put = await ask(server, 'PUT', '/session/idcert/extern', { token, type, content });
  expect(outcome(put)).toBe(bad);
  const deep = { token, content: `{"session_id":${content.slice(0, 2_000)}` };
  expect(outcome(await ask(server, 'DELETE', '/session', deep))).toBe(bad);
});

test('deep JSON in an unknown member is ignored', async () => {
  const deep = '['.repeat(1_900) + ']'.repeat(1_900);
  const content = `{"session_id":"${sessionId}","more":${deep}}`;
  expect(outcome(await ask(server, 'DELETE', '/session', { token, content }))).toBe('204');
});

test('JSON above the limit is 413, and at the limit is served', async () => {
  const { maxContentLength: most } = operations.updateSessionIdCert.requestBody;
  const put = (length: number) => {
    const content = JSON.stringify('CERTIFICATE').padEnd(length);
    return ask(server, 'PUT', '/session/idcert/extern', {
      token,
      type: 'application/json',
      content,
    });
  };
  expect(outcome(await put(most))).toBe('201');
  expect(outcome(await put(most + 1))).toBe('413 P2CORE_CONTENT_TOO_LARGE');
});

test.each([
  ['a fraction', '1.5', bad],
  ['a negative number', '-1', bad],
  ['negative zero, which is zero', '-0', '404 P2CORE_NO_CERT_AT_TIME'],
  ['a whole number with a fraction of zero', '1.0', '200'],
  ['an exponent', '1e3', '200'],
  ['2^53 - 1', '9007199254740991', '200'],
  ['2^53', '9007199254740992', bad],
  ['more than a double holds', '1e999', bad],
  ['the string NaN', '"NaN"', bad],
  ['a string with a space', '" 1"', bad],
  ['true', 'true', bad],
  ['null', 'null', bad],
  ['an array', '[1]', bad],
  ['an object', '{}', bad],
])('a number that is none: %s', async (_name, timestamp, expected) => {
  const content = `{"timestamp":${timestamp}}`;
  expect(outcome(await ask(server, 'GET', '/idcert/server', { content }))).toBe(expected);
});

test.each([
  ['too long', 'x'.repeat(65), bad],
  ['65 characters of which one is escaped', `${'x'.repeat(64)}\\u0041`, bad],
  ['empty', '', bad],
  ['a control character', '\\u0000', bad],
  ['outside ASCII', 'ä', bad],
  ['a lone surrogate', '\\ud800', bad],
  ['an emoji', '😀', bad],
  ['an escape', `\\u0035${sessionId.slice(1)}`, '204'],
])('a session ID: %s', async (_name, value, expected) => {
  const content = `{"session_id":"${value}"}`;
  expect(outcome(await ask(server, 'DELETE', '/session', { token, content }))).toBe(expected);
});
