import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { newSession } from '../support/actors.js';
import { startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

const one = await newSession(server, { sessionId: '2000000000' });
const two = await newSession(server, { fid: one.fid });
const actor = `/idcert/actor/${one.fid}`;
const time = now();

describe('R3', () => {
  test.each([
    ['in the query', `?session_id=${one.session_id}&timestamp=${time}`, undefined],
    ['in the body', '', { session_id: one.session_id, timestamp: `${time}` }],
    ['in the body, the time as a number', '', { session_id: one.session_id, timestamp: time }],
    ['one in the query, one in the body', `?session_id=${one.session_id}`, { timestamp: time }],
    ['one in the body, one in the query', `?timestamp=${time}`, { session_id: one.session_id }],
    [
      'in both, the same',
      `?session_id=${one.session_id}&timestamp=${time}`,
      { session_id: one.session_id, timestamp: time },
    ],
  ])('a filter may come %s', async (_, query, body) => {
    const content = body && JSON.stringify(body);
    const { json } = await server.send({ path: actor + query, content });
    expect(json.idcerts).toEqual([one.id_cert]);
  });

  test('a filter may come in chunks', async () => {
    const content = JSON.stringify({ session_id: two.session_id });
    const { json } = await server.send({ path: actor, content, chunked: true });
    expect(json.idcerts).toEqual([two.id_cert]);
  });

  test.each(['/idcert/server', '/key/server'])(
    '%s accepts the time in both forms',
    async (path) => {
      const expected = (await server.send({ path })).json;
      expect((await server.send({ path: `${path}?timestamp=${time}` })).json).toBe(expected);
      const content = JSON.stringify({ timestamp: time });
      expect((await server.send({ path, content })).json).toBe(expected);
      const early = { path, content: '{"timestamp": "1"}' };
      expect(await server.refusal(early)).toBe('P2CORE_NO_CERT_AT_TIME');
    },
  );

  test('members that differ between query and body are a 400 that names each', async () => {
    const { json } = await server.send({
      path: `${actor}?timestamp=1&session_id=x`,
      content: '{"timestamp": 2, "session_id": "y"}',
    });
    expect(json.error).toBe('P2CORE_BAD_REQUEST');
    expect(json.details.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/query/session_id',
      '/query/timestamp',
    ]);
  });

  test.each(['/idcert/server', '/key/server', actor])(
    '%s differing times are a 400',
    async (path) => {
      const content = `{"timestamp": ${time + 1}}`;
      const request = { path: `${path}?timestamp=${time}`, content };
      expect(await server.refusal(request)).toBe('P2CORE_BAD_REQUEST');
    },
  );

  test('an empty filter narrows nothing', async () => {
    for (const content of [undefined, '{}', '', ' {\n} ', 'null']) {
      const { json } = await server.send({ path: actor, content });
      expect(json.idcerts).toEqual([one.id_cert, two.id_cert]);
    }
  });

  test.each(['{', '[]', '1', '"2000000000"', 'timestamp=1', '\ufeff', '{"timestamp": 1,}'])(
    'a body that is no JSON object is a 400: %j',
    async (content) => {
      for (const path of ['/idcert/server', '/key/server', actor]) {
        expect(await server.refusal({ path, content })).toBe('P2CORE_BAD_REQUEST');
      }
    },
  );

  test('a body that is not UTF-8 is a 400', async () => {
    const content = Buffer.from('7b2274696d657374616d70223a22ff227d', 'hex');
    expect(await server.refusal({ path: actor, content })).toBe('P2CORE_BAD_REQUEST');
  });
});

test('unknown parameters and members are ignored', async () => {
  const path = `${actor}?session_id=${two.session_id}&page=2&page=3&sessionId=x&__proto__=y`;
  const content = '{"limit": -1, "__proto__": {"timestamp": 1}, "constructor": null}';
  expect((await server.send({ path, content })).json.idcerts).toEqual([two.id_cert]);
});

test.each(['timestamp=1&timestamp=1', 'timestamp=1&timestamp=2', 'session_id=a&session_id=a'])(
  'a known parameter that is given twice is a 400: %s',
  async (query) => {
    expect(await server.refusal({ path: `${actor}?${query}` })).toBe('P2CORE_BAD_REQUEST');
  },
);

test('all that is wrong is named, each with its place', async () => {
  const { json } = await server.send({
    path: '/idcert/actor/nobody?timestamp=tomorrow',
    content: '{"session_id": ""}',
  });
  const places = json.details.map(({ path }: { path: string }) => path);
  expect(places).toEqual(
    expect.arrayContaining(['/params/fid', '/query/timestamp', '/body/session_id']),
  );
});

test('a body of 4096 octets is read, and one of 4097 is a 413', async () => {
  for (const path of ['/idcert/server', '/key/server', actor]) {
    for (const chunked of [false, true]) {
      const fits = { path, content: '{}'.padEnd(4096), chunked };
      expect((await server.send(fits)).status).toBe(200);
      const tooLarge = { path, content: '{}'.padEnd(4097), chunked };
      expect(await server.refusal(tooLarge)).toBe('P2CORE_CONTENT_TOO_LARGE');
    }
  }
});
