/** R24: `details` lists everything that is wrong with a request, each with its place. */
import { schemas } from '@p2core/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, detailsOf } from '../support/ask.js';
import { aliceToken } from '../support/every-operation.js';
import { serve, type TestServer } from '../support/serve.js';

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());

const { TimestampOrNumber, FederationId, SessionId } = schemas;

test('path, query and body are listed together', async () => {
  const content = `{"timestamp":-1,"session_id":"ä"}`;
  const path = '/idcert/actor/alice?timestamp=x&session_id=%00';
  expect(detailsOf(await ask(server, 'GET', path, { content }))).toEqual([
    `/query/timestamp must be ${TimestampOrNumber['x-p2-expected']}`,
    `/query/session_id must be ${SessionId['x-p2-expected']}`,
    `/params/fid must be ${FederationId['x-p2-expected']}`,
    `/body/timestamp must be ${TimestampOrNumber['x-p2-expected']}`,
    `/body/session_id must be ${SessionId['x-p2-expected']}`,
    '/query/timestamp differs from the same member of the body',
    '/query/session_id differs from the same member of the body',
  ]);
});

test('content that is no JSON, a repeated parameter and a wrong path are listed together', async () => {
  const path = '/idcert/actor/alice?timestamp=1&timestamp=2&session_id=';
  const details = detailsOf(await ask(server, 'GET', path, { content: '{' }));
  expect(details).toContain('/body is not JSON');
  expect(details).toContain('/query/timestamp is given more than once');
  expect(details).toContain(`/params/fid must be ${FederationId['x-p2-expected']}`);
  expect(details.some((detail) => detail.startsWith('/query/session_id '))).toBe(true);
});

test.each([[-1], [2 ** 53], [1.5], ['yesterday'], [''], [null], [[1]], [{}], [true]])(
  'a timestamp %j has one detail',
  async (timestamp) => {
    const content = JSON.stringify({ timestamp });
    expect(detailsOf(await ask(server, 'GET', '/idcert/server', { content }))).toEqual([
      `/body/timestamp must be ${TimestampOrNumber['x-p2-expected']}`,
    ]);
  },
);

test('the path of a detail is that of the missing member', async () => {
  const answer = await ask(server, 'DELETE', '/session', { token: aliceToken, content: '{}' });
  expect(detailsOf(answer)).toEqual(["/body/session_id must have required property 'session_id'"]);
});

test('content that could not be read has one detail', async () => {
  const answer = await ask(server, 'DELETE', '/session', { token: aliceToken, content: '"' });
  expect(detailsOf(answer)).toEqual(['/body is not JSON']);
});

test('details repeat nothing that the client sent', async () => {
  const answer = await ask(server, 'GET', '/idcert/actor/%3Cscript%3E?timestamp=%3Cscript%3E');
  expect(answer.body).not.toContain('script');
});
