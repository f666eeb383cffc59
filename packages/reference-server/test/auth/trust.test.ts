import { createIdCsr, readIdCert } from '@p2core/id-cert';
import { stringsOf, subjectOf, verifyChain } from '@p2core/testing/openssl';
import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { mostSessions } from '../../src/handlers/trust-session.js';
import { addActor, removeActor } from '../../src/operator/actors.js';
import { Passwords } from '../../src/passwords/passwords.js';
import { hashToken } from '../../src/sessions/tokens.js';
import {
  identify,
  newActorWithPassword,
  newKeys,
  newOwnSession,
  outcome,
  password,
  post,
  trust,
} from '../support/log-in.js';
import { startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());
const { store } = server.operator;

describe('R29 the ID-Cert', () => {
  test('verifies in openssl, has the order that the Rust library verifies, and holds now', async () => {
    const before = now();
    const { fid, id_cert: pem } = await newOwnSession(server);
    const root = (await server.send({ path: '/idcert/server' })).json;
    expect(verifyChain(root, pem, now())).toBe('certificate: OK');
    const domain = ['IA5STRING com', 'IA5STRING example', 'IA5STRING home'];
    const name = fid.split('@')[0];
    const subject = [`UTF8STRING ${fid}`, `UTF8STRING ${name}`, 'IA5STRING phone'];
    expect(stringsOf(pem).slice(0, 9)).toEqual([...domain, ...domain, ...subject]);
    expect(subjectOf(pem)).toContain('UID');
    const { notBefore, notAfter, publicKey } = readIdCert(pem);
    expect(notBefore).toBeLessThanOrEqual(now());
    expect(notAfter - before).toBeGreaterThanOrEqual(365 * 86_400 - 1);
    expect(publicKey).toContain('PUBLIC KEY');
  });

  test('is listed, its token works, and the other sessions are told', async () => {
    const first = await newOwnSession(server);
    const { fid } = first;
    const second = await newOwnSession(server, { fid, sessionId: 'laptop' });
    const { json } = await server.send({ path: `/idcert/actor/${fid}` });
    expect(json.idcerts).toEqual([first.id_cert, second.id_cert]);
    const events = await server.send({ path: '/events', token: first.token });
    expect(events.json).toEqual([{ n: 'core', op: '3', d: { cert: second.id_cert }, s: '1' }]);
    expect((await server.send({ path: '/events', token: second.token })).status).toBe(409);
  });

  test('lives as long as P2CORE_ID_CERT_LIFETIME says', async () => {
    const other = await startServer({ P2CORE_ID_CERT_LIFETIME: '3600' });
    const { id_cert: pem } = await newOwnSession(other);
    expect(readIdCert(pem).notAfter - now()).toBeLessThanOrEqual(3600);
    await other.close();
  });
});

describe('R28 in its order', () => {
  const bad = 'no CSR';

  test('a wrong password comes before the ID-CSR, the same for an unknown actor', async () => {
    const fid = await newActorWithPassword(server);
    await addActor(server.operator, 'no-password');
    await addActor(server.operator, 'gone');
    await removeActor(server.operator, 'gone');
    const answers = await Promise.all([
      trust(server, fid, { csr: bad, secret: 'wrong horse' }),
      trust(server, fid, { csr: bad, secret: 'short' }),
      trust(server, 'nobody@home.example.com', { csr: bad }),
      trust(server, 'no-password@home.example.com', { csr: bad }),
      trust(server, 'gone@home.example.com', { csr: bad }),
      post(server, '/session/trust', { actor_name: fid.split('@')[0], csr: bad }),
    ]);
    const [first] = answers;
    for (const answer of answers) {
      expect(outcome(answer)).toBe('401 P2CORE_INVALID_CREDENTIALS');
      expect(answer.json).toEqual(first?.json);
      expect(answer.headers['www-authenticate']).toBe(first?.headers['www-authenticate']);
      expect(answer.headers['www-authenticate']).not.toContain('error');
    }
  });

  test('a password is compared after NFC', async () => {
    const fid = await newActorWithPassword(server);
    const composed = 'p\u00e4ssw\u00f6rter';
    const passwords = new Passwords();
    await store.actors.setPassword(fid, await passwords.hash(composed, { key: 'tests', wrong: 0 }));
    const answer = await trust(server, fid, { secret: composed.normalize('NFD') });
    expect(answer.status).toBe(201);
  });

  test('a password that is no text is a malformed request', async () => {
    const body = { actor_name: 'alice', csr: bad, auth_payload: { password: 7 } };
    expect(outcome(await post(server, '/session/trust', body))).toBe('400 P2CORE_BAD_REQUEST');
  });

  test('a malformed ID-CSR, or one for a longer session ID than this server issues, is 400', async () => {
    const fid = await newActorWithPassword(server);
    expect(outcome(await trust(server, fid, { csr: bad }))).toBe('400 P2CORE_INVALID_ID_CSR');
    expect(outcome(await trust(server, fid, { sessionId: 'x'.repeat(33) }))).toBe(
      '400 P2CORE_INVALID_ID_CSR',
    );
    expect((await trust(server, fid, { sessionId: 'x'.repeat(32) })).status).toBe(201);
  });

  test("another actor's ID-CSR is 403, also before its session ID is looked at", async () => {
    const other = await newOwnSession(server);
    const fid = await newActorWithPassword(server);
    const csr = await createIdCsr({ fid: other.fid, sessionId: 'phone', keys: await newKeys() });
    expect(outcome(await trust(server, fid, { csr }))).toBe('403 P2CORE_ID_CERT_MISMATCH');
  });

  test('a session ID in use is 409 and overrides nothing; one that has ended is free', async () => {
    const { fid, token, keys, id_cert } = await newOwnSession(server);
    expect(outcome(await trust(server, fid, { keys }))).toBe('409 P2CORE_SESSION_ID_TAKEN');
    expect((await server.send({ path: '/events', token })).status).toBe(409);
    expect((await store.idCerts.currentOf(fid, 'phone'))?.certificate).toBe(id_cert);
    await server.send({ method: 'DELETE', path: '/session?session_id=phone', token });
    expect((await trust(server, fid, { keys })).status).toBe(201);
  });

  test('a key of another session or actor is 400', async () => {
    const { fid, keys } = await newOwnSession(server);
    const other = await newActorWithPassword(server);
    for (const [actor, sessionId] of [
      [fid, 'laptop'],
      [other, 'phone'],
    ] as const) {
      expect(outcome(await trust(server, actor, { sessionId, keys }))).toBe(
        '400 P2CORE_INVALID_ID_CSR',
      );
    }
  });

  test('one session too many is 409', async () => {
    const fid = await newActorWithPassword(server);
    for (let n = 0; n < mostSessions; n++) {
      const tokenHash = hashToken(`${fid} ${n}`);
      await store.sessions.add({ fid, sessionId: `s${n}`, createdAt: now(), tokenHash });
    }
    expect(outcome(await trust(server, fid))).toBe('409 P2CORE_SESSIONS_FULL');
    await store.sessions.end(fid, 's7', now());
    expect((await trust(server, fid)).status).toBe(201);
  });

  test('of eight at once with one session ID, one begins', async () => {
    const fid = await newActorWithPassword(server);
    const answers = await Promise.all(Array.from({ length: 8 }, () => trust(server, fid)));
    expect(answers.map(outcome).toSorted()).toEqual([
      '201',
      ...Array(7).fill('409 P2CORE_SESSION_ID_TAKEN'),
    ]);
  });
});

describe('R41 the second factor', async () => {
  const strict = await startServer({ P2CORE_SECOND_FACTOR: 'password' });
  afterAll(() => strict.close());

  async function end(token: string, solution?: string): Promise<string> {
    const headers = { ...(solution !== undefined && { 'X-P2-Sensitive-Solution': solution }) };
    const path = '/session?session_id=phone';
    const answer = await strict.send({ method: 'DELETE', path, token, headers });
    return answer.status === 204 ? '204' : outcome(answer);
  }

  test('is the password, percent-encoded; a wrong one is as none', async () => {
    const { fid, token } = await newOwnSession(strict);
    const required = '403 P2CORE_SECOND_FACTOR_REQUIRED';
    expect(await end(token)).toBe(required);
    expect(await end(token, 'wrong%20horse')).toBe(required);
    expect(await end(token, '%ff%fe%fd%fc%fb%fa%f9%f8')).toBe(required);
    expect(await store.idCerts.currentOf(fid, 'phone')).toBeUndefined();
    expect((await identify(strict, await newOwnSession(strict))).status).toBe(201);
    expect(await end(token, encodeURIComponent(password))).toBe('204');
  });

  test('is not demanded by default', async () => {
    const { token } = await newOwnSession(server);
    const path = '/session?session_id=phone';
    expect((await server.send({ method: 'DELETE', path, token })).status).toBe(204);
  });
});
