import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { addActor } from '../../src/operator/actors.js';
import { adminToken, startServer } from '../support/server.js';
import { addForeignSession, issueFor, newRoot, update } from './foreign.js';

const home = await startServer({ P2CORE_DOMAIN: 'a.example' });
const foreign = await startServer({
  P2CORE_DOMAIN: 'b.example',
  P2CORE_HOME_SERVERS: `a.example=${home.url}`,
});
afterAll(async () => {
  await Promise.all([home.close(), foreign.close()]);
});

const currentOf = ({ fid, session_id: id }: { fid: string; session_id: string }) =>
  foreign.operator.store.idCerts.currentOf(fid, id);

describe('an actor of A with a session on B', async () => {
  await addActor(home.operator, 'alice');
  const session = await addForeignSession(foreign, 'alice@a.example');
  const signer = () => home.operator.identities.signer();

  test('has a token there, and no ID-Cert yet', async () => {
    expect(session).toMatchObject({ fid: 'alice@a.example', session_id: 's1', id_cert: null });
    expect(await currentOf(session)).toBeUndefined();
  });

  test('is refused with a forged certificate, and nothing changes', async () => {
    const forged = await issueFor(await newRoot('a.example'), session);
    expect(await update(foreign, session, forged)).toEqual({
      status: 403,
      error: 'P2CORE_ID_CERT_UNTRUSTED',
    });
    expect(await currentOf(session)).toBeUndefined();
  });

  test('updates its certificate there', async () => {
    const pem = await issueFor(await signer(), session);
    expect(await update(foreign, session, pem)).toEqual({ status: 201 });
    expect((await currentOf(session))?.certificate).toBe(pem);
    expect(await update(foreign, session, pem)).toEqual({ status: 201 });
  });

  test('updates it to one that A signed before A rotated its key', async () => {
    const before = await signer();
    const notBefore = now();
    await home.send({ method: 'PUT', path: '/key/server', token: adminToken });
    const old = await issueFor(before, session, { notBefore: notBefore - 1 });
    const { status } = await update(foreign, session, old);
    // A made its first certificate within this second: then nothing of A's was valid the second before.
    expect(status).toBe(201);
  });

  test('is refused with the certificate of another session, or of another actor', async () => {
    const other = { ...session, session_id: 's2' };
    const bob = { ...session, fid: 'bob@a.example' };
    for (const wrong of [other, bob]) {
      const pem = await issueFor(await signer(), wrong);
      expect(await update(foreign, session, pem)).toEqual({
        status: 403,
        error: 'P2CORE_ID_CERT_MISMATCH',
      });
    }
  });

  test('is refused with a certificate that B signed', async () => {
    const b = await newRoot('b.example');
    const pem = await issueFor(b, { ...session, fid: 'alice@b.example' });
    expect((await update(foreign, session, pem)).error).toBe('P2CORE_ID_CERT_MISMATCH');
  });

  test("is no actor of B's: B answers look-ups of it with 404", async () => {
    const path = '/idcert/actor/alice@a.example';
    expect(await foreign.refusal({ path })).toBe('P2CORE_ACTOR_NOT_FOUND');
    expect((await home.send({ path })).status).toBe(200);
  });
});

test('with A gone, B still uses the certificates that it knows, and answers 502 where it would have to ask', async () => {
  const a = await startServer({ P2CORE_DOMAIN: 'gone.example' });
  const b = await startServer({
    P2CORE_DOMAIN: 'b.example',
    P2CORE_HOME_SERVERS: `gone.example=${a.url}`,
  });
  try {
    const session = await addForeignSession(b, 'alice@gone.example');
    const signer = await a.operator.identities.signer();
    // An answer for the present second is not kept.
    const notBefore = now() - 1;
    const first = await issueFor(signer, session, { notBefore });
    const second = await issueFor(signer, session, { notBefore });
    const third = await issueFor(signer, session, {
      notBefore: notBefore + 2,
      notAfter: notBefore + 9,
    });
    expect(await update(b, session, first)).toEqual({ status: 201 });
    await a.close();
    expect(await update(b, session, second)).toEqual({ status: 201 });
    await expect
      .poll(() => update(b, session, third), { timeout: 10_000 })
      .toEqual({ status: 502, error: 'P2CORE_HOME_SERVER_UNREACHABLE' });
    expect((await b.operator.store.idCerts.currentOf(session.fid, 's1'))?.certificate).toBe(second);
  } finally {
    await b.close();
  }
});
