import { generateKeyPairSync } from 'node:crypto';
import { createIdCsr } from '@p2core/id-cert';
import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { type Changes, makeKeyPackage, signerOf } from '../mls/make.js';
import { newSession, type TestSession } from '../support/actors.js';
import { outcome, post } from '../support/log-in.js';
import { adminToken, startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

const json = (body: unknown, token: string) => ({
  ...{ token, contentType: 'application/json', content: JSON.stringify(body) },
});
const add = ({ token }: TestSession, keyPackages: unknown) =>
  server.send({ method: 'POST', path: '/keypackage/@me', ...json(keyPackages, token) });
const setLastResort = ({ token }: TestSession, keyPackage: unknown) =>
  server.send({ method: 'PUT', path: '/keypackage_lr', ...json(keyPackage, token) });
const make = (session: TestSession, count: number, changes: Changes = {}) =>
  Promise.all(Array.from({ length: count }, () => makeKeyPackage(signerOf(session), changes)));
const one = async (session: TestSession, changes?: Changes) =>
  (await make(session, 1, changes))[0] as string;
const taker = await newSession(server);
const take = async ({ fid }: TestSession) =>
  (await server.send({ path: `/keypackage/${fid}`, token: taker.token })).json as string[];

describe('KeyPackages that a session uploads (R34)', () => {
  test('are given to others, each once, and then the last resort', async () => {
    const session = await newSession(server);
    const ordinary = await make(session, 3);
    const lastResort = await one(session);
    expect(outcome(await add(session, ordinary))).toBe('201');
    expect(outcome(await setLastResort(session, lastResort))).toBe('204');
    const taken = [];
    for (let i = 0; i < 5; i++) taken.push(...(await take(session)));
    expect(taken.slice(0, 3).sort()).toEqual(ordinary.sort());
    expect(taken.slice(3)).toEqual([lastResort, lastResort]);
  });

  test('are 100 at most, and 1,000 in stock', async () => {
    const session = await newSession(server);
    const all = await make(session, 101);
    expect(outcome(await add(session, all))).toBe('400 P2CORE_BAD_REQUEST');
    expect(outcome(await add(session, []))).toBe('400 P2CORE_BAD_REQUEST');
    expect(outcome(await add(session, all.slice(1)))).toBe('201');
    const stored = { fid: session.fid, sessionId: session.session_id, lastResort: false };
    const filling = Array.from({ length: 899 }, (_, i) =>
      Buffer.from(`filling ${i}`).toString('base64'),
    );
    await server.operator.store.keyPackages.add({ ...stored, keyPackages: filling });
    const two = await make(session, 2);
    expect(outcome(await add(session, two))).toBe('409 P2CORE_KEY_PACKAGES_FULL');
    expect(outcome(await add(session, two.slice(1)))).toBe('201');
    expect(outcome(await add(session, two.slice(0, 1)))).toBe('409 P2CORE_KEY_PACKAGES_FULL');
    expect(outcome(await setLastResort(session, two[0]))).toBe('204');
  });

  test('are all stored or none, and the wrong one is named by its index', async () => {
    const session = await newSession(server);
    const other = await newSession(server);
    const [good, known, foreign] = [await one(session), await one(session), await one(other)];
    const expired = await one(session, {
      leaf: { lifetime: { notBefore: 0n, notAfter: BigInt(now() - 1) } },
    });
    await add(session, [known]);
    const refused = async (keyPackages: string[]) => {
      const answer = await add(session, keyPackages);
      const paths = (answer.json.details ?? []).map(({ path }: { path: string }) => path);
      return [outcome(answer), ...paths];
    };
    const invalid = '400 P2CORE_BAD_REQUEST';
    expect(await refused([good, 'AAAA', foreign, expired])).toEqual([
      invalid,
      '/body/1',
      '/body/3',
    ]);
    expect(await refused([good, known, foreign])).toEqual([
      '403 P2CORE_KEY_PACKAGE_MISMATCH',
      '/body/2',
    ]);
    expect(await refused([known, good, good])).toEqual([
      '409 P2CORE_KEY_PACKAGE_KNOWN',
      '/body/0',
      '/body/2',
    ]);
    expect(outcome(await add(session, [good]))).toBe('201');
    expect((await take(session)).concat(await take(session), await take(session)).sort()).toEqual(
      [good, known].sort(),
    );
  });

  test('are never the same twice: not after they were given out, not as last resort, not by another', async () => {
    const session = await newSession(server);
    const [given, last] = await make(session, 2);
    await add(session, [given]);
    await take(session);
    expect(outcome(await setLastResort(session, last))).toBe('204');
    expect(outcome(await setLastResort(session, last))).toBe('204');
    const known = '409 P2CORE_KEY_PACKAGE_KNOWN';
    expect(outcome(await add(session, [given]))).toBe(known);
    expect(outcome(await add(session, [last]))).toBe(known);
    expect(outcome(await setLastResort(session, given))).toBe(known);
    const next = await one(session);
    expect(outcome(await setLastResort(session, next))).toBe('204');
    expect(outcome(await setLastResort(session, last))).toBe(known);
    expect(await take(session)).toEqual([next]);
    const initKey = Buffer.from(given as string, 'base64').subarray(5, 37);
    const again = await one(session, { outer: { initKey } });
    expect(outcome(await add(session, [again]))).toBe(known);
    const thief = await newSession(server);
    expect(outcome(await add(thief, [await one(thief, { outer: { initKey } })]))).toBe(known);
  });

  test('with any octet changed are refused, by both operations', async () => {
    const session = await newSession(server);
    const octets = Buffer.from(await one(session), 'base64');
    for (let at = 0; at < octets.length; at += 23) {
      const changed = Buffer.from(octets);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      const text = changed.toString('base64');
      const outcomes = [await add(session, [text]), await setLastResort(session, text)].map(
        outcome,
      );
      for (const each of outcomes)
        expect(each).toMatch(/^(400 P2CORE_BAD_REQUEST|403 P2CORE_KEY_PACKAGE_MISMATCH)$/);
    }
    expect(await take(session)).toEqual([]);
  });

  test('of the former ID-Cert are refused after a renewal, and those of the new one are taken', async () => {
    const session = await newSession(server);
    const { fid, session_id: sessionId, token } = session;
    const former = await make(session, 2);
    await add(session, former.slice(1));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const keys = {
      privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']),
      publicKey: await crypto.subtle.importKey('spki', spki, 'Ed25519', true, ['verify']),
    };
    const csr = await createIdCsr({ fid, sessionId, keys });
    const { json: answer } = await post(
      server,
      '/session/idcert',
      { csr },
      { Authorization: `Bearer ${token}` },
    );
    const renewed: TestSession = {
      ...{ ...session, ...answer },
      private_key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    };
    // With the former token too: its session has the new ID-Cert.
    for (const each of [session, renewed]) {
      expect(outcome(await add(each, former.slice(0, 1)))).toBe('403 P2CORE_KEY_PACKAGE_MISMATCH');
    }
    expect(await take(session)).toEqual([]);
    const fresh = await one(renewed);
    expect(outcome(await add(renewed, [fresh]))).toBe('201');
    expect(await take(session)).toEqual([fresh]);
  });

  test('of 20 uploads of the same at once, one is taken', async () => {
    const session = await newSession(server);
    const keyPackages = await make(session, 5);
    const outcomes = (
      await Promise.all(Array.from({ length: 20 }, () => add(session, keyPackages)))
    ).map(outcome);
    expect(outcomes.sort()).toEqual(['201', ...Array(19).fill('409 P2CORE_KEY_PACKAGE_KNOWN')]);
  });

  test.each([
    ['an object', {}],
    ['a string', 'AAAA'],
    ['a number in the list', [1]],
    ['no Base64', ['****']],
    ['null', null],
  ])('as %s are a 400', async (_, body) => {
    expect(outcome(await add(await newSession(server), body))).toBe('400 P2CORE_BAD_REQUEST');
  });

  test('need the token of a session at home', async () => {
    const foreign = await newSession(server, { fid: 'bob@elsewhere.example.org', sessionId: 'kp' });
    const own = await one(await newSession(server));
    for (const token of [foreign.token, adminToken]) {
      const session = { ...foreign, token };
      expect(outcome(await add(session, [own]))).toBe('403 P2CORE_NOT_HOME');
      expect(outcome(await setLastResort(session, own))).toBe('403 P2CORE_NOT_HOME');
    }
    expect(outcome(await server.send({ method: 'POST', path: '/keypackage/@me' }))).toBe(
      '401 P2CORE_UNAUTHORIZED',
    );
  });
});

test('a stock that the operations filled goes with its session (R13)', async () => {
  const session = await newSession(server);
  const other = await newSession(server, { fid: session.fid });
  await add(session, await make(session, 2));
  await setLastResort(session, await one(session));
  const path = `/session?session_id=${session.session_id}`;
  await server.send({ method: 'DELETE', path, token: other.token });
  expect(await take(session)).toEqual([]);
});
