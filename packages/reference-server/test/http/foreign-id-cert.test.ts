import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { impostor, issue, newActor, newSession, type TestSession } from '../support/actors.js';
import { adminToken, startServer } from '../support/server.js';

const start = 1_750_000_000;
const at = (seconds: number) => vi.setSystemTime((start + seconds) * 1000);
const opened: { close(): unknown }[] = [];
afterAll(() => Promise.all(opened.map((server) => server.close())));

at(0);
const home = await open(startServer());
const leaving = await startServer({ P2CORE_DOMAIN: 'leaving.example.com' });
const html = { 'Content-Type': 'text/html' };
const homeServers = {
  'home.example.com': home.url,
  'leaving.example.com': leaving.url,
  'liar.example.com': home.url,
  'gone.example.com': await unusedUrl(),
  'failing.example.com': await answering((_, response) => response.writeHead(500).end()),
  'website.example.com': await answering((_, response) => response.writeHead(200, html).end('hi')),
  'moved.example.com': await answering(({ url }, response) =>
    response.writeHead(307, { Location: home.url + url }).end(),
  ),
  'endless.example.com': await answering((_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(`"${'x'.repeat(2 ** 20)}"`),
  ),
  'rude.example.com': await answering((request) => request.socket.destroy()),
};
const foreign = await open(
  startServer({
    P2CORE_DOMAIN: 'foreign.example.net',
    P2CORE_HOME_SERVERS: Object.entries(homeServers)
      .map(([domain, url]) => `${domain}=${url}`)
      .join(','),
  }),
);

/** A session of an actor of `home`, there with an ID-Cert, and on the foreign server. */
async function foreignSession(of = home) {
  const there = await newSession(of, { sessionId: 's1' });
  return { there, here: await newSession(foreign, { fid: there.fid, sessionId: 's1' }) };
}

const update = async ({ token }: TestSession, content: string) => {
  const path = '/session/idcert/extern';
  const { status, text } = await foreign.send({ method: 'PUT', path, token, content });
  return status === 201 ? 201 : JSON.parse(text).error;
};
const current = async ({ fid, session_id }: TestSession) =>
  (await foreign.operator.store.idCerts.currentOf(fid, session_id))?.certificate;

describe('R20', () => {
  test("an ID-Cert is accepted that the actor's home server signed", async () => {
    const { there, here } = await foreignSession();
    expect(await current(here)).toBeUndefined();
    expect(await update(here, there.id_cert)).toBe(201);
    expect(await current(here)).toBe(there.id_cert);
    expect(await update(here, there.id_cert)).toBe(201);
  });

  test('the home server is asked for the certificate that it had when the validity began', async () => {
    at(100);
    const { there, here } = await foreignSession();
    at(200);
    await home.send({ method: 'PUT', path: '/key/server', token: adminToken });
    at(300);
    const renewed = await issue(home, there);
    at(400);
    await home.send({ method: 'PUT', path: '/key/server', token: adminToken });
    at(500);
    for (const pem of [there.id_cert, renewed]) expect(await update(here, pem)).toBe(201);
    expect(await current(here)).toBe(renewed);
  });

  test('one that somebody else signed in its name is a 403, and changes nothing', async () => {
    const { there, here } = await foreignSession();
    await update(here, there.id_cert);
    const forged = await issue(home, here, { issuer: await impostor('home.example.com') });
    expect(await update(here, forged)).toBe('P2CORE_ID_CERT_UNTRUSTED');
    expect(await current(here)).toBe(there.id_cert);
  });

  test("one that another domain's home server signed is a 403", async () => {
    const here = await newSession(foreign, { fid: 'mallory@liar.example.com', sessionId: 's1' });
    const pem = await issue(home, here, { issuer: await impostor('liar.example.com') });
    expect(await update(here, pem)).toBe('P2CORE_ID_CERT_UNTRUSTED');
  });

  test('one from before the home server had a certificate is a 403, and harms no other actor', async () => {
    const { there, here } = await foreignSession();
    at(-500);
    const early = await impostor('home.example.com');
    const forged = await issue(home, here, { issuer: early });
    at(500);
    expect(await update(here, forged)).toBe('P2CORE_ID_CERT_UNTRUSTED');
    expect(await update(here, there.id_cert)).toBe(201);
  });

  test("another session's is a 403", async () => {
    const { there, here } = await foreignSession();
    const other = await newSession(home, { fid: there.fid });
    expect(await update(here, other.id_cert)).toBe('P2CORE_ID_CERT_MISMATCH');
  });

  test.each([
    'gone.example.com',
    'failing.example.com',
    'website.example.com',
    'moved.example.com',
    'endless.example.com',
    'rude.example.com',
  ])('while %s cannot be asked, it is a 502', async (domain) => {
    const here = await newSession(foreign, { fid: `alice@${domain}`, sessionId: 's1' });
    const pem = await issue(home, here, { issuer: await impostor(domain) });
    expect(await update(here, pem)).toBe('P2CORE_HOME_SERVER_UNREACHABLE');
    expect(await current(here)).toBeUndefined();
  });

  test('the answers of a home server are remembered when it is gone', async () => {
    const { there, here } = await foreignSession(leaving);
    at(600);
    const later = await issue(leaving, there);
    expect(await update(here, there.id_cert)).toBe(201);
    await leaving.close();
    expect(await update(here, there.id_cert)).toBe(201);
    expect(await update(here, later)).toBe('P2CORE_HOME_SERVER_UNREACHABLE');
  });
});

test('R9 a foreign server does not answer for the actors of others, though they have sessions there', async () => {
  const { there, here } = await foreignSession();
  await update(here, there.id_cert);
  const path = `/idcert/actor/${here.fid}`;
  expect(await foreign.refusal({ path })).toBe('P2CORE_ACTOR_NOT_FOUND');
});

test('a foreign session gets its events, and may be ended', async () => {
  const { here } = await foreignSession();
  const { token, session_id } = here;
  await foreign.send({ method: 'PUT', path: '/key/server', token: adminToken });
  expect((await foreign.send({ path: '/events', token })).json).toMatchObject([{ op: '6' }]);
  const fid = await newActor(foreign);
  expect((await foreign.send({ path: `/keypackage/${fid}`, token })).json).toEqual([]);
  const content = JSON.stringify({ session_id });
  const ended = await foreign.send({ method: 'DELETE', path: '/session', token, content });
  expect(ended.status).toBe(204);
});

async function open<T extends { close(): unknown }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  opened.push(server);
  return server;
}

/** The URL of a server that answers with `listener`. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The URL of a port on which no server listens. */
async function unusedUrl(): Promise<string> {
  const url = await answering(() => {});
  const server = opened.pop();
  await new Promise<void>((resolve) =>
    (server as ReturnType<typeof createServer>).close(() => resolve()),
  );
  return url;
}
