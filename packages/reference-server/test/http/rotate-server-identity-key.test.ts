import { afterAll, describe, expect, test, vi } from 'vitest';
import { newSession } from '../support/actors.js';
import { adminToken, startServer } from '../support/server.js';

const start = 1_750_000_000;
vi.setSystemTime(start * 1000);

const server = await startServer();
afterAll(() => server.close());

const rotate = (token?: string) =>
  server.send({ method: 'PUT', path: '/key/server', token, accept: 'application/x-pem-file' });
const current = async () =>
  (await server.send({ path: '/idcert/server', accept: 'application/x-pem-file' })).text;
const events = (token: string) => server.send({ path: '/events', token });

test('only an administrator may rotate the key', async () => {
  const before = await current();
  const { token } = await newSession(server);
  expect((await rotate()).json.error).toBe('P2CORE_UNAUTHORIZED');
  expect((await rotate('nobody')).json.error).toBe('P2CORE_UNAUTHORIZED');
  expect((await rotate(token)).json.error).toBe('P2CORE_NOT_ADMINISTRATOR');
  expect(await current()).toBe(before);
});

describe('R19', () => {
  test('the new certificate is current from that moment on', async () => {
    const before = await current();
    const { text: rotated } = await rotate(adminToken);
    expect(rotated).not.toBe(before);
    expect(await current()).toBe(rotated);
  });

  test('every session gets an event with the new certificate and the time of the change', async () => {
    const sessions = [await newSession(server), await newSession(server)];
    vi.setSystemTime((start + 50) * 1000);
    const { text: cert } = await rotate(adminToken);
    for (const { token } of sessions) {
      expect((await events(token)).json).toEqual([
        { n: 'core', op: '6', d: { cert, oldInvalidSince: start + 50 }, s: '1' },
      ]);
    }
  });

  test('many rotations at once all succeed, one after the other', async () => {
    const { token } = await newSession(server);
    const rotations = await Promise.all(Array.from({ length: 8 }, () => rotate(adminToken)));
    const made = rotations.map(({ status, text }) => ({ status, text }));
    expect(made.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(made.map(({ text }) => text)).size).toBe(8);

    const told: { s: string; d: { cert: string } }[] = (await events(token)).json;
    expect(told.map(({ s }) => s)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(told.map(({ d }) => d.cert).sort()).toEqual(made.map(({ text }) => text).sort());
    expect(await current()).toBe(told.at(-1)?.d.cert);
  });

  test('a rotation is current in every process on the same database', async () => {
    const other = await startServer({ P2CORE_DATABASE: server.operator.config.database });
    const { text: rotated } = await rotate(adminToken);
    const seen = await other.send({ path: '/idcert/server' });
    await other.close();
    expect(seen.json).toBe(rotated);
  });

  test('an ID-Cert of the old key is still accepted, also one that was issued in the very second of the rotation', async () => {
    vi.setSystemTime((start + 100) * 1000);
    const session = await newSession(server);
    await rotate(adminToken);
    const update = () =>
      server.send({
        method: 'PUT',
        path: '/session/idcert/extern',
        token: session.token,
        content: session.id_cert,
      });
    expect((await update()).status).toBe(201);
    vi.setSystemTime((start + 150) * 1000);
    await rotate(adminToken);
    expect((await update()).status).toBe(201);
  });

  test('an ID-Cert of the very second in which the server first started and was rotated is accepted', async () => {
    const young = await startServer();
    const { token, id_cert: content } = await newSession(young);
    await young.send({ method: 'PUT', path: '/key/server', token: adminToken });
    const update = { method: 'PUT', path: '/session/idcert/extern', token, content };
    const { status } = await young.send(update);
    await young.close();
    expect(status).toBe(201);
  });

  test('an ID-Cert that is issued after the rotation, in the same second, is accepted', async () => {
    vi.setSystemTime((start + 200) * 1000);
    await rotate(adminToken);
    const { token, id_cert: content } = await newSession(server);
    const update = { method: 'PUT', path: '/session/idcert/extern', token, content };
    expect((await server.send(update)).status).toBe(201);
  });

  test('an ID-Cert that was issued between two rotations of one second is accepted', async () => {
    vi.setSystemTime((start + 300) * 1000);
    await rotate(adminToken);
    const { token, id_cert: content } = await newSession(server);
    await rotate(adminToken);
    await rotate(adminToken);
    const update = { method: 'PUT', path: '/session/idcert/extern', token, content };
    expect((await server.send(update)).status).toBe(201);
  });
});
