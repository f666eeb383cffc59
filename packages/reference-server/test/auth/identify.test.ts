import { createIdCsr, readIdCsr } from '@p2core/id-cert';
import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { issueWithStoredKey } from '../../src/pki/issue-with-stored-key.js';
import { newRoot } from '../federation/foreign.js';
import {
  identification,
  identify,
  newChallenge,
  newKeys,
  newOwnSession,
  type OwnSession,
  outcome,
  post,
} from '../support/log-in.js';
import { startServer } from '../support/server.js';

const home = await startServer({ P2CORE_DOMAIN: 'a.example' });
const abroad = await startServer({
  P2CORE_DOMAIN: 'b.example',
  P2CORE_HOME_SERVERS: `a.example=${home.url}`,
});
afterAll(async () => {
  await Promise.all([home.close(), abroad.close()]);
});

const holds = async (token: string, server = abroad) =>
  (await server.send({ path: '/events', token })).status !== 401;

/** Another certificate for a session, with keys of its own, which no server has recorded. */
async function anotherCert(
  { fid, session_id: sessionId }: OwnSession,
  {
    issuer = home.operator.identities.signer(),
    ...given
  }: Partial<Pick<Parameters<typeof issueWithStoredKey>[0], 'notBefore' | 'notAfter'>> & {
    issuer?: ReturnType<typeof newRoot> | ReturnType<typeof home.operator.identities.signer>;
  } = {},
): Promise<OwnSession> {
  const keys = await newKeys();
  const { publicKey } = await readIdCsr(await createIdCsr({ fid, sessionId, keys }));
  const validity = { notBefore: now() - 1, notAfter: now() + 3600, ...given };
  const { pem } = await issueWithStoredKey({
    ...{ fid, sessionId, publicKey, ...validity },
    issuer: await issuer,
  });
  return { fid, session_id: sessionId, keys, id_cert: pem, token: '' };
}

describe('abroad', () => {
  test('a session begins, and its former token ends with the next log-in', async () => {
    const session = await newOwnSession(home);
    const first = await identify(abroad, session);
    expect(first.status).toBe(201);
    expect(await holds(first.json.token)).toBe(true);
    const second = await identify(abroad, session);
    expect(await holds(second.json.token)).toBe(true);
    expect(await holds(first.json.token)).toBe(false);
    expect(await abroad.operator.store.actors.exists(session.fid)).toBe(false);
  });

  test("the actor's other sessions there are told of a new one, once", async () => {
    const phone = await newOwnSession(home);
    const laptop = await newOwnSession(home, { fid: phone.fid, sessionId: 'laptop' });
    const { token } = (await identify(abroad, phone)).json;
    await identify(abroad, laptop);
    await identify(abroad, laptop);
    await identify(abroad, phone);
    const again = (await identify(abroad, phone)).json.token;
    expect(await holds(token)).toBe(false);
    const events = await abroad.send({ path: '/events', token: again });
    expect(events.json).toEqual([{ n: 'core', op: '3', d: { cert: laptop.id_cert }, s: '1' }]);
  });

  test('a certificate that home has revoked is refused', async () => {
    const session = await newOwnSession(home);
    const { token } = (await identify(abroad, session)).json;
    await home.send({ method: 'DELETE', path: '/session?session_id=phone', token: session.token });
    expect(outcome(await identify(abroad, session))).toBe('403 P2CORE_ID_CERT_INVALIDATED');
    expect(await holds(token)).toBe(true);
  });

  test('a certificate that home never listed is refused', async () => {
    const session = await newOwnSession(home);
    expect(outcome(await identify(abroad, await anotherCert(session)))).toBe(
      '403 P2CORE_ID_CERT_INVALIDATED',
    );
    const nobody = { ...session, fid: 'nobody@a.example' };
    expect(outcome(await identify(abroad, await anotherCert(nobody)))).toBe(
      '403 P2CORE_ID_CERT_INVALIDATED',
    );
  });

  test('a certificate that was invalidated here is refused, though home does not flag it', async () => {
    const session = await newOwnSession(home);
    const { token } = (await identify(abroad, session)).json;
    await abroad.send({ method: 'DELETE', path: '/session?session_id=phone', token });
    expect(outcome(await identify(abroad, session))).toBe('403 P2CORE_ID_CERT_INVALIDATED');
  });

  test('a certificate that another signed, or that no home server answers for, is refused', async () => {
    const session = await newOwnSession(home);
    const forged = await anotherCert(session, { issuer: newRoot('a.example') });
    expect(outcome(await identify(abroad, forged))).toBe('403 P2CORE_ID_CERT_UNTRUSTED');
    const nowhere = await anotherCert(
      { ...session, fid: 'alice@nowhere.invalid' },
      { issuer: newRoot('nowhere.invalid') },
    );
    expect(outcome(await identify(abroad, nowhere))).toBe('502 P2CORE_HOME_SERVER_UNREACHABLE');
  });
});

describe('at home', () => {
  test('a token that has ended is replaced, and nothing else changes (R40)', async () => {
    const session = await newOwnSession(home);
    const other = await newOwnSession(home, { fid: session.fid, sessionId: 'laptop' });
    const revoke = (token: string) => home.send({ method: 'PUT', path: '/session/revoke', token });
    expect((await revoke(session.token)).status).toBe(204);
    expect((await revoke(session.token)).status).toBe(401);
    expect(await holds(session.token, home)).toBe(false);
    const answer = await identify(home, session);
    expect(answer.status).toBe(201);
    const events = await home.send({ path: '/events', token: answer.json.token });
    expect(events.json).toMatchObject([{ op: '3', d: { cert: other.id_cert } }]);
    const { json } = await home.send({ path: `/idcert/actor/${session.fid}` });
    expect(json.invalidated).toEqual([false, false]);
    expect((await home.send({ path: '/events', token: other.token })).status).toBe(409);
  });

  test('a session that has ended does not come back', async () => {
    const session = await newOwnSession(home);
    const { token } = session;
    await home.send({ method: 'DELETE', path: '/session?session_id=phone', token });
    expect(outcome(await identify(home, session))).toBe('403 P2CORE_ID_CERT_INVALIDATED');
  });

  test('a certificate that this server signed and never recorded is refused', async () => {
    const session = await newOwnSession(home);
    expect(outcome(await identify(home, await anotherCert(session)))).toBe(
      '403 P2CORE_ID_CERT_INVALIDATED',
    );
    expect(await holds(session.token, home)).toBe(true);
  });
});

describe('R38 in its order', () => {
  test('a challenge is good once, also where the log-in fails', async () => {
    const session = await newOwnSession(home);
    const challenge = await newChallenge(home);
    const content = await identification(session, challenge);
    const failed = { ...content, id_cert: 'no PEM' };
    expect(outcome(await post(home, '/session/identify', failed))).toBe(
      '400 P2CORE_INVALID_ID_CERT',
    );
    expect(outcome(await post(home, '/session/identify', content))).toBe(
      '403 P2CORE_CHALLENGE_INVALID',
    );
  });

  test('of ten at once with one challenge, one logs in', async () => {
    const session = await newOwnSession(home);
    const content = await identification(session, await newChallenge(home));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(home, '/session/identify', content)),
    );
    expect(answers.map(outcome).toSorted()).toEqual([
      '201',
      ...Array(9).fill('403 P2CORE_CHALLENGE_INVALID'),
    ]);
  });

  test("another server's challenge, and an invented one, are refused before any other check", async () => {
    const session = await newOwnSession(home);
    for (const challenge of [await newChallenge(abroad), 'a'.repeat(64), 'A'.repeat(128)]) {
      const content = { ...(await identification(session, challenge)), id_cert: 'no PEM' };
      expect(outcome(await post(home, '/session/identify', content))).toBe(
        '403 P2CORE_CHALLENGE_INVALID',
      );
    }
  });

  test('a wrong signature is refused before home is asked', async () => {
    const session = await newOwnSession(home);
    const nowhere = await anotherCert(
      { ...session, fid: 'alice@nowhere.invalid' },
      { issuer: newRoot('nowhere.invalid') },
    );
    const wrong = { ...nowhere, keys: await newKeys() };
    expect(outcome(await identify(abroad, wrong))).toBe('403 P2CORE_CHALLENGE_FAILED');
    const content = await identification(session, await newChallenge(abroad));
    content.completed_challenge.signature = 'AAAA';
    expect(outcome(await post(abroad, '/session/identify', content))).toBe(
      '403 P2CORE_CHALLENGE_FAILED',
    );
  });

  test('an auth_payload of more than 4 KiB is 400, and leaves the challenge', async () => {
    const session = await newOwnSession(home);
    const content = await identification(session, await newChallenge(home));
    const auth_payload = { filling: 'x'.repeat(4096) };
    const answer = await post(home, '/session/identify', { ...content, auth_payload });
    expect(outcome(answer)).toBe('400 P2CORE_BAD_REQUEST');
    expect(answer.json.details[0].path).toBe('/body/auth_payload');
    expect((await post(home, '/session/identify', content)).status).toBe(201);
  });

  test('a signature may come in hexadecimal digits', async () => {
    const session = await newOwnSession(home);
    const content = await identification(session, await newChallenge(home));
    const octets = Buffer.from(content.completed_challenge.signature, 'base64');
    content.completed_challenge.signature = octets.toString('hex').toUpperCase();
    expect((await post(home, '/session/identify', content)).status).toBe(201);
  });

  test.each([
    ['that begins in two minutes', 120, 3600],
    ['that ended two minutes ago', -3600, -120],
  ])('a certificate %s is refused', async (_what, from, to) => {
    const session = await newOwnSession(home);
    const issuer = newRoot('a.example');
    const time = now();
    const given = { issuer, notBefore: time + from, notAfter: time + to };
    expect(outcome(await identify(abroad, await anotherCert(session, given)))).toBe(
      '400 P2CORE_INVALID_ID_CERT',
    );
  });
});
