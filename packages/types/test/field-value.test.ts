import { expect, test } from 'vitest';
import { comparableField } from '../src/field-value.js';
import { faultsOf, validators } from '../src/validators.js';

test.each([
  ['Allow', 'GET,HEAD', 'GET, HEAD'],
  ['Allow', ' GET ,, HEAD', 'GET, HEAD'],
  ['Vary', 'ACCEPT,Origin', 'accept, origin'],
  ['Cache-Control', 'Max-Age="60" ,PUBLIC', 'public, max-age=60'],
  ['Cache-Control', 'no-cache, no-store, must-revalidate', 'no-store'],
  ['Cache-Control', 'private, max-age=60', 'private, max-age=60'],
  ['ETag', '"A,b"', '"A,b"'],
])('%s: %s means %s', (name, value, meaning) => {
  expect(comparableField(name, value)).toBe(meaning);
});

test.each(['"\\', '"\\"', '\t', '"', ',"'])('takes linear time for many of %j', (part) => {
  const value = `max-age=1,${part.repeat(200_000)}!`;
  expect(comparableField('Cache-Control', value)).toBe('max-age=1');
});

const ofLookUp = validators.getServerIdCert.responses[200]?.headers;
const ofRefusal = validators.getEvents.responses[401]?.headers;

test.each([
  [ofLookUp, 'Cache-Control', 'max-age=3600,public,stale-while-revalidate=60', true],
  [ofLookUp, 'Cache-Control', 'private, max-age=3600', false],
  [ofLookUp, 'Vary', 'accept-encoding,ACCEPT', true],
  [ofLookUp, 'Vary', 'Accept-Encoding', false],
  [ofRefusal, 'WWW-Authenticate', 'bearer realm=a', true],
  [ofRefusal, 'WWW-Authenticate', 'Basic realm="a", BEARER realm="b", charset="UTF-8"', true],
  [ofRefusal, 'WWW-Authenticate', 'Basic realm="a"', false],
  [ofRefusal, 'WWW-Authenticate', 'Bearerx realm="a"', false],
])('the contract allows a field by its meaning: %# %s: %s', (headers, name, value, isAllowed) => {
  const validator = headers?.[name];
  if (validator === undefined) throw new Error(`the contract does not declare ${name}`);
  expect(faultsOf(validator, comparableField(name, value)).length === 0).toBe(isAllowed);
});
