import { openssl } from '@p2core/testing/openssl';
import { afterAll, describe, expect, test } from 'vitest';
import { newSession } from '../support/actors.js';
import { adminToken, startServer, type TestRequest } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());
const session = await newSession(server);

const [json, pem, text] = ['application/json', 'application/x-pem-file', 'text/plain'];

const pems: [string, TestRequest, string[]][] = [
  ['GET /idcert/server', { path: '/idcert/server' }, ['x509']],
  ['GET /key/server', { path: '/key/server' }, ['pkey', '-pubin']],
  ['PUT /key/server', { method: 'PUT', path: '/key/server', token: adminToken }, ['x509']],
];

describe.each(pems)('R5 %s', (_, request, command) => {
  test.each([
    [undefined, json],
    ['*/*', json],
    [json, json],
    ['application/*', json],
    ['APPLICATION/JSON', json],
    [pem, pem],
    [text, text],
    ['text/*', text],
    [`${text};q=0.5, ${pem}`, pem],
    [`${json};q=0, */*`, pem],
    [`${json};q=0.1, ${text};q=0.2`, text],
    [`text/html, */*;q=0.1`, json],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8', json],
  ])('with Accept: %s answers %s', async (accept, mediaType) => {
    const answer = await server.send({ ...request, ...(accept !== undefined && { accept }) });
    expect(answer.headers['content-type']).toBe(mediaType);
    expect(answer.headers.vary).toMatch(/\baccept\b/i);
    const content = mediaType === json ? answer.json : answer.text;
    expect(openssl([...command], content)).toBe(content);
  });

  test.each(['text/html', 'image/*', `${json};q=0`, '*/*;q=0', 'application/pkix-cert'])(
    'with Accept: %s is a 406, as JSON',
    async (accept) => {
      expect(await server.refusal({ ...request, accept })).toBe('P2CORE_NOT_ACCEPTABLE');
    },
  );
});

test('R5 a rotation that cannot be answered does not take place', async () => {
  const before = (await server.send({ path: '/idcert/server' })).json;
  const rotation = { method: 'PUT', path: '/key/server', token: adminToken, accept: 'image/png' };
  expect(await server.refusal(rotation)).toBe('P2CORE_NOT_ACCEPTABLE');
  expect((await server.send({ path: '/idcert/server' })).json).toBe(before);
});

describe.each(['/challenge', `/idcert/actor/${session.fid}`, `/keypackage/${session.fid}`])(
  'R5 %s',
  (path) => {
    const { token } = session;

    test('answers JSON and nothing else', async () => {
      for (const accept of [json, '*/*', 'application/*', `${text}, ${json};q=0.1`]) {
        const { headers } = await server.send({ path, token, accept });
        expect(headers['content-type']).toBe(json);
      }
      for (const accept of [text, pem, `${json};q=0`]) {
        expect(await server.refusal({ path, token, accept })).toBe('P2CORE_NOT_ACCEPTABLE');
      }
    });
  },
);

test('R5 an answer without content is acceptable to every Accept', async () => {
  const { fid, token, session_id, id_cert: content } = await newSession(server);
  const accept = 'image/png';
  const update = { method: 'PUT', path: '/session/idcert/extern', token, content, accept };
  expect((await server.send(update)).status).toBe(201);
  const ending = JSON.stringify({ session_id });
  const end = { method: 'DELETE', path: '/session', token, content: ending, accept };
  expect((await server.send(end)).status).toBe(204);
  const refused = { path: `/idcert/actor/x${fid}`, accept: json };
  expect(await server.refusal(refused)).toBe('P2CORE_ACTOR_NOT_FOUND');
});
