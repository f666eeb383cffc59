import { afterAll, describe, expect, test } from 'vitest';
import { newActor, newSession, queue, stock } from '../support/actors.js';
import { adminToken, startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

const end = (session_id: string, token?: string) =>
  server.send({
    method: 'DELETE',
    path: '/session',
    token,
    content: JSON.stringify({ session_id }),
  });

describe('R12', () => {
  test('ending a session needs a token', async () => {
    const { session_id, token } = await newSession(server);
    expect((await end(session_id)).json.error).toBe('P2CORE_UNAUTHORIZED');
    expect((await end(session_id, `${token}x`)).json.error).toBe('P2CORE_UNAUTHORIZED');
    expect((await server.send({ path: '/events', token })).status).toBe(409);
  });

  test("another actor's session is the same 404 as one that does not exist", async () => {
    const { token } = await newSession(server);
    const other = await newSession(server);
    const refused = await end(other.session_id, token);
    expect(refused.json.error).toBe('P2CORE_SESSION_NOT_FOUND');
    expect(refused.json).toEqual((await end('no-such-session', token)).json);
    expect((await server.send({ path: '/events', token: other.token })).status).toBe(409);
  });

  test('of two actors with the same session ID, each ends its own', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async () =>
        newSession(server, { fid: await newActor(server), sessionId: 'same' }),
      ),
    );
    expect((await end('same', one?.token)).status).toBe(204);
    expect((await server.send({ path: '/events', token: one?.token })).status).toBe(401);
    expect((await server.send({ path: '/events', token: two?.token })).status).toBe(409);
  });

  test('an actor may end any of its sessions', async () => {
    const one = await newSession(server);
    const two = await newSession(server, { fid: one.fid });
    expect((await end(two.session_id, one.token)).status).toBe(204);
    expect((await server.send({ path: '/events', token: two.token })).status).toBe(401);
    expect((await server.send({ path: '/events', token: one.token })).status).toBe(409);
  });

  test('the administrator is no actor, and owns no session', async () => {
    const { session_id, token } = await newSession(server);
    expect((await end(session_id, adminToken)).json.error).toBe('P2CORE_SESSION_NOT_FOUND');
    expect((await server.send({ path: '/events', token })).status).toBe(409);
  });

  test('a session ID is case-sensitive', async () => {
    const session = await newSession(server, { sessionId: 'Aa' });
    expect((await end('aA', session.token)).json.error).toBe('P2CORE_SESSION_NOT_FOUND');
  });
});

describe('R13', () => {
  test('the token ends with the session', async () => {
    const { session_id, token, id_cert: content } = await newSession(server);
    expect((await end(session_id, token)).status).toBe(204);
    expect(await server.refusal({ path: '/events', token })).toBe('P2CORE_UNAUTHORIZED');
    const update = { method: 'PUT', path: '/session/idcert/extern', token, content };
    expect(await server.refusal(update)).toBe('P2CORE_UNAUTHORIZED');
  });

  test('the ID-Cert is flagged as invalidated, and that of another session is not', async () => {
    const one = await newSession(server);
    const two = await newSession(server, { fid: one.fid });
    await end(one.session_id, two.token);
    const { json } = await server.send({ path: `/idcert/actor/${one.fid}` });
    expect(json.invalidated[json.idcerts.indexOf(one.id_cert)]).toBe(true);
    expect(json.invalidated[json.idcerts.indexOf(two.id_cert)]).toBe(false);
  });

  test('its KeyPackages are gone, the last resort included', async () => {
    const one = await newSession(server);
    const two = await newSession(server, { fid: one.fid });
    await stock(server, one, 3);
    await stock(server, one, 1, { lastResort: true });
    const left = await stock(server, two, 1);
    await end(one.session_id, two.token);
    const { json } = await server.send({ path: `/keypackage/${one.fid}`, token: two.token });
    expect(json).toEqual(left);
  });

  test('its events are gone, also for a later session of the same ID', async () => {
    const old = await newSession(server, { sessionId: 'again' });
    await queue(server, old, { secret: true });
    await end('again', old.token);
    const { token } = await newSession(server, { fid: old.fid, sessionId: 'again' });
    expect((await server.send({ path: '/events', token })).status).toBe(409);
    expect(await server.refusal({ path: '/events', token: old.token })).toBe('P2CORE_UNAUTHORIZED');
  });

  test('a second time it is a 404, by another token of the actor, and a 401 by its own', async () => {
    const one = await newSession(server);
    const two = await newSession(server, { fid: one.fid });
    expect((await end(one.session_id, one.token)).status).toBe(204);
    expect((await end(one.session_id, two.token)).json.error).toBe('P2CORE_SESSION_NOT_FOUND');
    expect((await end(one.session_id, one.token)).json.error).toBe('P2CORE_UNAUTHORIZED');
  });

  test('of many that end the same session at once, one does', async () => {
    const { fid, session_id } = await newSession(server);
    const { token } = await newSession(server, { fid });
    const answers = await Promise.all(Array.from({ length: 10 }, () => end(session_id, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(404)]);
  });
});

test.each([
  ['no content', undefined],
  ['no JSON', '{'],
  ['a string', '"s1"'],
  ['null', 'null'],
  ['a list', '[]'],
  ['an object without session_id', '{"session": "s1"}'],
  ['a number', '{"session_id": 1}'],
  ['null for the ID', '{"session_id": null}'],
  ['an empty ID', '{"session_id": ""}'],
  ['an ID of 65 characters', JSON.stringify({ session_id: 'x'.repeat(65) })],
  ['a control character', '{"session_id": "a\\u0000"}'],
])('a request with %s is a 400', async (_, content) => {
  const { token } = await newSession(server);
  const request = { method: 'DELETE', path: '/session', token, content };
  expect(await server.refusal(request)).toBe('P2CORE_BAD_REQUEST');
});

test('unknown members are ignored, and so is an unknown parameter', async () => {
  const { token, session_id } = await newSession(server);
  const content = JSON.stringify({ session_id, reason: 'logged out' });
  const path = '/session?reason=another';
  expect((await server.send({ method: 'DELETE', path, token, content })).status).toBe(204);
});

describe('R3', () => {
  const request = { method: 'DELETE', path: '/session' };

  test('the session may stand in the query, also in percent-escapes', async () => {
    const { session_id, token } = await newSession(server, { sessionId: 'a&b=c' });
    const path = `/session?session_id=${encodeURIComponent(session_id)}`;
    const content = JSON.stringify({ session_id });
    expect((await server.send({ ...request, path, token, content })).status).toBe(204);
    expect((await server.send({ path: '/events', token })).status).toBe(401);
  });

  test('where query and body differ, or none names it, nothing ends', async () => {
    const { session_id, token } = await newSession(server);
    const content = JSON.stringify({ session_id });
    const differing = { ...request, path: '/session?session_id=another', token, content };
    for (const refused of [differing, { ...request, token }]) {
      expect((await server.send(refused)).json.error).toBe('P2CORE_BAD_REQUEST');
    }
    expect((await server.send({ path: '/events', token })).status).toBe(409);
  });
});
