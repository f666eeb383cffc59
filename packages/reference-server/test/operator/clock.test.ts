import { X509Certificate } from 'node:crypto';
import { pathPrefix } from '@p2core/types';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { readConfig } from '../../src/config.js';
import { addActor } from '../../src/operator/actors.js';
import { examine } from '../../src/operator/doctor.js';
import { revokeSession } from '../../src/operator/revocation.js';
import { addSession } from '../../src/operator/sessions.js';
import { openReferenceServer } from '../../src/reference-server.js';
import { serve } from '../../src/serve.js';
import { exchange } from '../support/exchange.js';
import { run, runJson } from './command.js';
import { temporaryFolder } from './folder.js';

const path = temporaryFolder();
/** Less than an ID-Cert is valid, so that sessions of the present are alive then. */
const halfAYear = 182 * 24 * 60 * 60;
const adminToken = 'the-administrator-of-the-clock';

/** Puts the clock ahead, or back where it belongs. */
function setClock(ahead: number): void {
  vi.useRealTimers();
  if (ahead !== 0) vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ahead * 1000 });
}
afterEach(() => setClock(0));

/** A server whose key was rotated once while the clock was ahead. */
async function afterWrongClock() {
  const env = {
    PORT: '0',
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_DATABASE: path('p2core.db'),
    P2CORE_ADMIN_TOKEN: adminToken,
  };
  const config = readConfig(env);
  const server = await openReferenceServer(config, { create: true });
  onTestFinished(() => server.close());
  await addActor(server, 'alice');
  const early = await addSession(server, 'alice', { sessionId: 'early' });
  await addSession(server, 'alice', { sessionId: 'ended' });
  setClock(halfAYear);
  const future = await server.identities.rotate();
  const late = await addSession(server, 'alice', { sessionId: 'late' });
  await revokeSession(server, 'alice', 'ended');
  setClock(0);
  return { env, config, server, early, late, future };
}

const holdsNow = (pem: string) => {
  const { validFrom, validTo } = new X509Certificate(pem);
  return Date.parse(validFrom) <= Date.now() && Date.now() <= Date.parse(validTo);
};

describe('after a rotation while the clock was half a year ahead', () => {
  test('no client gets a certificate that is not valid, and each refusal says what to do', async () => {
    const { env, server } = await afterWrongClock();
    const refused = await run(env, 'session', 'add', 'alice', '--id', 'new');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^p2core-server: .*begins at 20.*key repair.*\n$/);
    expect(await server.store.sessions.list('alice@home.example.com')).toHaveLength(2);
    await expect(server.identities.rotate()).rejects.toThrow('key repair');
    expect((await run(env, 'key', 'rotate')).stderr).toContain('key repair');
  });

  test('the administrator gets 503, and nothing is changed', async () => {
    const { config, server, future } = await afterWrongClock();
    const running = await serve(config, { error() {} });
    onTestFinished(() => running.close());
    const headers = { Authorization: `Bearer ${adminToken}` };
    const target = `${pathPrefix}/key/server`;
    const answer = await exchange(running.url, { method: 'PUT', path: target, headers });
    expect(answer).toMatchObject({ status: 503, json: { error: 'P2CORE_UNAVAILABLE' } });
    expect((await server.store.serverIdentities.current())?.serialNumber).toBe(future.serialNumber);
  });

  test('doctor notices it', async () => {
    const { config } = await afterWrongClock();
    const failed = (await examine(config)).filter(({ ok }) => !ok);
    expect(failed.map(({ check }) => check)).toEqual(['clock', 'trial certificate']);
    for (const { message } of failed) expect(message).toContain('key repair');
  });

  test('"key repair" makes a new key current, and ends only the sessions that begin in the future', async () => {
    const { env, config, server, early, late, future } = await afterWrongClock();
    const time = now();
    const repaired = await runJson(env, 'key', 'repair');
    expect(repaired.ended_sessions).toEqual([{ fid: late.fid, session_id: 'late' }]);
    expect(holdsNow(repaired.certificate)).toBe(true);
    expect((await examine(config)).filter(({ ok }) => !ok)).toEqual([]);
    const added = await runJson(env, 'session', 'add', 'alice', '--id', 'new');
    expect(holdsNow(added.id_cert)).toBe(true);

    const running = await serve(config, { error() {} });
    onTestFinished(() => running.close());
    const get = (route: string, token?: string) =>
      exchange(running.url, {
        path: pathPrefix + route,
        headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      });
    const certificateAt = async (at: number) => (await get(`/idcert/server?timestamp=${at}`)).json;
    expect((await get('/idcert/server')).json).toBe(repaired.certificate);
    expect(await certificateAt(now())).toBe(repaired.certificate);
    expect(await certificateAt(time + halfAYear + 100)).toBe(repaired.certificate);
    expect(await certificateAt(time - 1)).not.toBe(future.certificate);

    expect((await get('/events', late.token)).status).toBe(401);
    const { json } = await get('/events', early.token);
    expect(json.at(-1)).toMatchObject({ op: '6', d: { cert: repaired.certificate } });
    const listed = await runJson(env, 'cert', 'list', 'alice');
    const flags = listed.map(({ session_id: id, invalidated }: Record<string, unknown>) => [
      id,
      invalidated,
    ]);
    expect(flags).toEqual(
      expect.arrayContaining([
        ['early', false],
        ['ended', true],
        ['late', true],
        ['new', false],
      ]),
    );
    const rows: string[] = [];
    await server.store.export((line) => void rows.push(line));
    for (const line of rows) {
      const { row } = JSON.parse(line);
      for (const name of ['ended_at', 'invalidated_at', 'current_from']) {
        expect(row?.[name] ?? 0, line).toBeLessThanOrEqual(now() + 1);
      }
    }
  });

  test('"key repair" changes nothing where nothing is wrong', async () => {
    const { env } = await afterWrongClock();
    await runJson(env, 'key', 'repair');
    const { status, stderr } = await run(env, 'key', 'repair');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'p2core-server: the current key is valid already: there is nothing to repair\n',
    });
  });
});

test('a first start with the clock ahead is repaired in the same way', async () => {
  const env = { P2CORE_DATABASE: path('p2core.db'), P2CORE_DOMAIN: 'home.example.com' };
  setClock(halfAYear);
  const server = await openReferenceServer(readConfig(env), { create: true });
  onTestFinished(() => server.close());
  setClock(0);
  await addActor(server, 'alice');
  await expect(addSession(server, 'alice')).rejects.toThrow('key repair');
  expect(await server.identities.repair()).toMatchObject({ ended: [] });
  expect(holdsNow((await addSession(server, 'alice')).id_cert ?? '')).toBe(true);
});

test('a session that is added within the second of two rotations gets a certificate that holds', async () => {
  const env = { P2CORE_DATABASE: path('p2core.db') };
  const server = await openReferenceServer(readConfig(env), { create: true });
  onTestFinished(() => server.close());
  await addActor(server, 'alice');
  for (let i = 0; i < 3; i++) {
    await server.identities.rotate();
    expect(holdsNow((await addSession(server, 'alice')).id_cert ?? '')).toBe(true);
  }
});
