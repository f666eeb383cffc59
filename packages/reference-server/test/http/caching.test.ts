import { afterAll, describe, expect, test, vi } from 'vitest';
import { newSession, queue } from '../support/actors.js';
import { adminToken, startServer, type TestRequest } from '../support/server.js';

const start = 1_750_000_000;
vi.setSystemTime(start * 1000);
const server = await startServer();
afterAll(() => server.close());
const session = await newSession(server);
vi.setSystemTime((start + 100) * 1000);

const [json, pem, text] = ['application/json', 'application/x-pem-file', 'text/plain'];
const actor = `/idcert/actor/${session.fid}`;
const representations: [string, string][] = [
  ...[json, pem, text].flatMap((accept): [string, string][] => [
    ['/idcert/server', accept],
    [`/idcert/server?timestamp=${start}`, accept],
    ['/key/server', accept],
  ]),
  [actor, json],
];

const tagOf = async (request: TestRequest) => (await server.send(request)).headers.etag as string;
const ifNoneMatch = (path: string, accept: string, value: string, method = 'GET') =>
  server.send({ method, path, accept, headers: { 'If-None-Match': value } });

describe.each(representations)('R23 %s as %s', (path, accept) => {
  test('is a 304 without content for a client that has it already', async () => {
    const etag = await tagOf({ path, accept });
    for (const value of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag} , "x"`, '*']) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await ifNoneMatch(path, accept, value, method);
        expect(answer.status, value).toBe(304);
        expect(answer.headers.etag).toBe(etag);
      }
    }
  });

  test('is a 200 for a client with another tag', async () => {
    const { headers, text } = await server.send({ path, accept });
    const etag = headers.etag as string;
    for (const value of ['"other"', etag.toUpperCase(), etag.slice(1, -1), '""']) {
      expect(await ifNoneMatch(path, accept, value), value).toMatchObject({ status: 200, text });
    }
  });

  test('has the same ETag each time, also for HEAD', async () => {
    const etag = await tagOf({ path, accept });
    expect(await tagOf({ path, accept })).toBe(etag);
    expect(await tagOf({ method: 'HEAD', path, accept })).toBe(etag);
  });
});

describe('R23', () => {
  test.each(['/idcert/server', '/key/server'])(
    'the ETag of one representation of %s is not that of another',
    async (path) => {
      const jsonTag = await tagOf({ path, accept: json });
      const pemTag = await tagOf({ path, accept: pem });
      expect((await ifNoneMatch(path, pem, jsonTag)).status).toBe(200);
      expect((await ifNoneMatch(path, json, pemTag)).status).toBe(200);
    },
  );

  test('two media types have two ETags, also where their octets are the same (RFC 9110 section 8.8.1)', async () => {
    const path = '/idcert/server';
    expect(await tagOf({ path, accept: text })).not.toBe(await tagOf({ path, accept: pem }));
  });

  test("an actor's ETag changes when a certificate is invalidated", async () => {
    const other = await newSession(server, { fid: session.fid });
    const etag = await tagOf({ path: actor });
    const content = JSON.stringify({ session_id: other.session_id });
    await server.send({ method: 'DELETE', path: '/session', token: other.token, content });
    expect((await ifNoneMatch(actor, json, etag)).status).toBe(200);
  });

  test("the server's ETags change when its key is rotated, and those of the past do not", async () => {
    const rotated = await startServer();
    const send = (request: TestRequest) => rotated.send(request);
    const past = `/idcert/server?timestamp=${start + 100}`;
    vi.setSystemTime((start + 101) * 1000);
    const paths = ['/idcert/server', '/key/server', past];
    const before = await Promise.all(
      paths.map(async (path) => (await send({ path })).headers.etag),
    );
    await send({ method: 'PUT', path: '/key/server', token: adminToken });
    const after = await Promise.all(paths.map(async (path) => (await send({ path })).headers.etag));
    await rotated.close();
    expect(after.map((etag, index) => etag === before[index])).toEqual([false, false, true]);
  });

  test('a refusal is never 304', async () => {
    const path = '/idcert/server?timestamp=0';
    expect((await ifNoneMatch(path, json, '*')).json.error).toBe('P2CORE_NO_CERT_AT_TIME');
    expect((await ifNoneMatch('/idcert/server', 'image/png', '*')).status).toBe(406);
  });

  test.each(['/idcert/server', '/key/server', actor])(
    '%s keeps for an hour, the past for longer',
    async (path) => {
      const maxAge = async (query: string) => {
        const { headers } = await server.send({ path: path + query });
        return Number(/^public, max-age=(\d+)$/.exec(String(headers['cache-control']))?.[1]);
      };
      expect(await maxAge('')).toBe(3600);
      expect(await maxAge(`?timestamp=${start}`)).toBeGreaterThan(3600);
      expect(await maxAge(`?timestamp=${start + 10_000}`)).toBeLessThanOrEqual(3600);
    },
  );

  test('everything else may not be stored', async () => {
    const { fid, session_id, token, id_cert } = await newSession(server);
    await queue(server, { fid, session_id, token, id_cert }, {});
    const requests: TestRequest[] = [
      { path: '/challenge' },
      { path: '/events', token },
      { path: '/events', token },
      { path: `/keypackage/${fid}`, token },
      { method: 'PUT', path: '/session/idcert/extern', token, content: id_cert },
      { method: 'PUT', path: '/key/server', token: adminToken },
      { method: 'DELETE', path: '/session', token, content: JSON.stringify({ session_id }) },
      { path: '/events', token },
      { path: '/idcert/server?timestamp=0' },
      { path: '/idcert/server?timestamp=x' },
      { path: '/idcert/actor/nobody@home.example.com' },
      { method: 'POST', path: '/challenge' },
      { path: '/nothing' },
    ];
    const statuses: number[] = [];
    for (const request of requests) {
      const { status, headers } = await server.send(request);
      statuses.push(status);
      expect(headers['cache-control'], request.path).toBe('no-store');
      expect(headers.etag).toBeUndefined();
    }
    expect(statuses).toEqual([200, 200, 409, 200, 201, 200, 204, 401, 404, 400, 404, 405, 404]);
  });
});
