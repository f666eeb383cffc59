import { createIdCsr, readIdCert, verifyIdCert } from '@p2core/id-cert';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { newSession, stock } from '../support/actors.js';
import {
  type Keys,
  newKeys,
  newOwnSession,
  type OwnSession,
  outcome,
  password,
  post,
} from '../support/log-in.js';
import { adminToken, startServer, type TestServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());
afterEach(() => void vi.useRealTimers());

const authorization = (token: string) => ({ Authorization: `Bearer ${token}` });

async function csrOf({ fid, session_id }: OwnSession, keys?: Keys): Promise<string> {
  return createIdCsr({ fid, sessionId: session_id, keys: keys ?? (await newKeys()) });
}

function renew(token: string, csr: string, at = server) {
  return post(at, '/session/idcert', { csr }, authorization(token));
}

/** The answer of a renewal that succeeds. */
async function renewed(token: string, csr: string, at = server) {
  const answer = await renew(token, csr, at);
  expect(answer.status).toBe(201);
  return answer.json as { id_cert: string; token: string };
}

/** Whether a token authenticates a request. */
async function lives(token: string, at = server): Promise<boolean> {
  return (await at.send({ path: '/session/keymaterial', token })).status === 200;
}

async function listed({ fid, session_id }: OwnSession, at: TestServer = server) {
  const { json } = await at.send({ path: `/idcert/actor/${fid}?session_id=${session_id}` });
  return json.idcerts.map((idCert: string, index: number) => [
    idCert,
    json.invalidated[index],
    json.invalidated_at[index],
  ]);
}

async function eventsOf(token: string) {
  const answer = await server.send({ path: '/events', token });
  if (answer.status === 409) return [];
  return answer.json.map(({ n, op, d }: { n: string; op: string; d: object }) => [n, op, d]);
}

const decimal = (pem: string) => BigInt(`0x${readIdCert(pem).serialNumber}`).toString();

describe('a renewal (R30)', () => {
  test('gives an ID-Cert for the new key and a new token, and flags the former ID-Cert', async () => {
    const session = await newOwnSession(server);
    const keys = await newKeys();
    const answer = await renew(session.token, await csrOf(session, keys));
    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { id_cert, token } = answer.json;
    const { json: root } = await server.send({ path: '/idcert/server' });
    const idCert = readIdCert(id_cert);
    await verifyIdCert(id_cert, root);
    expect(idCert).toMatchObject({ fid: session.fid, sessionId: session.session_id });
    const list = await listed(session);
    expect(list).toEqual([
      [session.id_cert, true, expect.any(Number)],
      [id_cert, false, null],
    ]);
    expect(await lives(token)).toBe(true);
    expect(await server.refusal({ path: '/events', token: session.token })).toBe(
      'P2CORE_UNAUTHORIZED',
    );
  });

  test("deletes the session's KeyPackages, and sends events to it and the actor's other sessions", async () => {
    const session = await newOwnSession(server);
    const other = await newOwnSession(server, { fid: session.fid, sessionId: 'other' });
    const stranger = await newOwnSession(server);
    await eventsOf(session.token);
    await stock(server, session, 3);
    await stock(server, session, 1, { lastResort: true });
    const kept = await stock(server, other, 1);
    const { token } = await renewed(session.token, await csrOf(session));
    const path = `/keypackage/${session.fid}`;
    expect((await server.send({ path, token: stranger.token })).json).toEqual(kept);
    const [[, , invalidSince]] = await listed(session);
    expect(await eventsOf(other.token)).toEqual([
      ['core', '4', { serial: decimal(session.id_cert), invalidSince }],
      ['p2core', '1', { remaining: 0 }],
    ]);
    expect(await eventsOf(token)).toEqual([['p2core', '1', { remaining: 0 }]]);
    expect(await eventsOf(stranger.token)).toEqual([]);
  });

  test('whose answer is lost is the same again, and the former token dies with the first use of the new one', async () => {
    const session = await newOwnSession(server);
    const csr = await csrOf(session);
    const first = await renewed(session.token, csr);
    expect(await lives(session.token)).toBe(true);
    for (let i = 0; i < 3; i++) expect(await renewed(session.token, csr)).toEqual(first);
    const otherwise = csr.replace(/\n/g, '\r\n');
    expect(await renewed(session.token, `Again:\n${otherwise}`)).toEqual(first);
    expect(await listed(session)).toHaveLength(2);
    // Even a request that is refused is authenticated before that.
    const refused = await post(server, '/session/idcert', {}, authorization(first.token));
    expect(refused.status).toBe(400);
    expect(await server.refusal({ path: '/events', token: session.token })).toBe(
      'P2CORE_UNAUTHORIZED',
    );
    expect((await renew(session.token, csr)).json.error).toBe('P2CORE_UNAUTHORIZED');
  });

  test('with another ID-CSR and the former token ends what lies between', async () => {
    const session = await newOwnSession(server);
    const between = await renewed(session.token, await csrOf(session));
    const last = await renewed(session.token, await csrOf(session));
    expect(last.token).not.toBe(between.token);
    expect(await lives(between.token)).toBe(false);
    expect((await listed(session)).map(([idCert, flag]: unknown[]) => [idCert, flag])).toEqual([
      [session.id_cert, true],
      [between.id_cert, true],
      [last.id_cert, false],
    ]);
    expect(await lives(session.token)).toBe(true);
    expect(await lives(last.token)).toBe(true);
    expect(await lives(session.token)).toBe(false);
  });

  test('leaves the former token ten minutes', async () => {
    const session = await newOwnSession(server);
    const csr = await csrOf(session);
    const start = Date.now();
    const { token } = await renewed(session.token, csr);
    vi.useFakeTimers({ toFake: ['Date'], now: start + 598_000 });
    expect(await lives(session.token)).toBe(true);
    vi.setSystemTime(start + 602_000);
    expect(await lives(session.token)).toBe(false);
    expect((await renew(session.token, csr)).json.error).toBe('P2CORE_UNAUTHORIZED');
    expect(await lives(token)).toBe(true);
  });

  test('of many at once with one token, each ID-CSR of its own or all the same, leaves one that holds', async () => {
    const session = await newOwnSession(server);
    const same = await csrOf(session);
    const first = await Promise.all(Array.from({ length: 8 }, () => renewed(session.token, same)));
    expect(new Set(first.map(({ token }) => token)).size).toBe(1);
    const csrs = await Promise.all(Array.from({ length: 6 }, () => csrOf(session)));
    const others = await Promise.all(csrs.map((csr) => renewed(session.token, csr)));
    const alive = [];
    for (const { token } of [...first.slice(1), ...others])
      if (await lives(token)) alive.push(token);
    expect(alive).toHaveLength(1);
    const list = await listed(session);
    expect(list.filter(([, flag]: [string, boolean]) => !flag)).toHaveLength(1);
    expect(list).toHaveLength(1 + 1 + 6);
  });

  test.each([
    [
      'ended',
      (token: string, session: OwnSession) =>
        server.send({ method: 'DELETE', path: `/session?session_id=${session.session_id}`, token }),
    ],
    [
      'left without a token',
      (token: string) => server.send({ method: 'PUT', path: '/session/revoke', token }),
    ],
  ])('and a session that is %s by the former token: both tokens end', async (_, end) => {
    const session = await newOwnSession(server);
    const { token } = await renewed(session.token, await csrOf(session));
    expect((await end(session.token, session)).status).toBe(204);
    expect(await lives(session.token)).toBe(false);
    expect(await lives(token)).toBe(false);
  });

  test('can be had ten times an hour', async () => {
    const limited = await startServer({ P2CORE_RATE_LIMIT: '10000' });
    const session = await newOwnSession(limited);
    let { token } = session;
    let csr = '';
    for (let i = 0; i < 10; i++) {
      csr = await csrOf(session);
      const answer = await renewed(token, csr, limited);
      expect(await renewed(token, csr, limited)).toEqual(answer);
      token = answer.token;
    }
    const refused = await renew(token, await csrOf(session), limited);
    expect(refused.json.error).toBe('P2CORE_RATE_LIMITED');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    expect(await lives(token, limited)).toBe(true);
    expect(await listed(session, limited)).toHaveLength(11);
    await limited.close();
  });
});

test('the answer is kept so that the database and the sealing key do not tell the token', async () => {
  const session = await newOwnSession(server);
  const { token } = await renewed(session.token, await csrOf(session));
  const lines: string[] = [];
  await server.operator.store.export((line) => void lines.push(line));
  const renewals = lines.filter((line) => line.includes('"table":"renewals"'));
  expect(renewals.some((line) => /sealed_answer":"A[Q-Za-f]/.test(line))).toBe(true);
  for (const secret of [token, session.token]) {
    expect(lines.join('\n')).not.toContain(secret);
    expect(lines.join('\n')).not.toContain(Buffer.from(secret).toString('base64').slice(0, 40));
  }
});

describe('a renewal is refused', () => {
  test('with the subject of another session or actor', async () => {
    const session = await newOwnSession(server);
    const other = await newOwnSession(server);
    for (const subject of [other, { ...session, session_id: 'another' }]) {
      const answer = await renew(session.token, await csrOf(subject));
      expect([answer.status, answer.json.error]).toEqual([403, 'P2CORE_ID_CERT_MISMATCH']);
    }
    expect(await listed(session)).toHaveLength(1);
  });

  test('with a key that another session has or had, and not with its own', async () => {
    const session = await newOwnSession(server);
    const other = await newOwnSession(server);
    const path = `/session?session_id=${other.session_id}`;
    await server.send({ method: 'DELETE', path, token: other.token });
    const answer = await renew(session.token, await csrOf(session, other.keys));
    expect([answer.status, answer.json.error]).toEqual([400, 'P2CORE_INVALID_ID_CSR']);
    const { token } = await renewed(session.token, await csrOf(session, session.keys));
    expect(await lives(token)).toBe(true);
  });

  test.each([
    ['no request', 'hello'],
    ['a certificate', 'of the session'],
    ['a signature that does not hold', 'changed'],
  ])('with %s', async (_, kind) => {
    const session = await newOwnSession(server);
    const csr = await csrOf(session);
    const given = { hello: 'hello', 'of the session': session.id_cert, changed: broken(csr) }[kind];
    const answer = await renew(session.token, given ?? '');
    expect([answer.status, answer.json.error]).toEqual([400, 'P2CORE_INVALID_ID_CSR']);
    expect(answer.json.message).toMatch(/^The ID-CSR is refused: /);
  });

  test.each([
    ['of the administrator', async () => adminToken],
    [
      'of a foreign session',
      async () =>
        (
          await newSession(server, {
            fid: 'bob@elsewhere.example.org',
            sessionId: `${Math.random()}`,
          })
        ).token,
    ],
  ])('with the token %s', async (_, tokenOf) => {
    const session = await newOwnSession(server);
    const answer = await renew(await tokenOf(), await csrOf(session));
    expect([answer.status, answer.json.error]).toEqual([403, 'P2CORE_NOT_HOME']);
  });
});

test('a second factor is asked of a renewal and of deleting key material, where it is on (R41)', async () => {
  const strict = await startServer({ P2CORE_SECOND_FACTOR: 'password' });
  const session = await newOwnSession(strict);
  const csr = await csrOf(session);
  const solution = (secret: string) => ({
    ...authorization(session.token),
    'X-P2-Sensitive-Solution': encodeURIComponent(secret),
  });
  const deleting = {
    method: 'DELETE',
    path: '/session/keymaterial?serial_numbers=1',
  };
  for (const headers of [authorization(session.token), solution('wrong password')]) {
    const renewal = await post(strict, '/session/idcert', { csr }, headers);
    expect(outcome(renewal)).toBe('403 P2CORE_SECOND_FACTOR_REQUIRED');
    expect(outcome(await strict.send({ ...deleting, headers }))).toBe(
      '403 P2CORE_SECOND_FACTOR_REQUIRED',
    );
  }
  const headers = solution(password);
  expect(outcome(await strict.send({ ...deleting, headers }))).toBe('204');
  expect(outcome(await post(strict, '/session/idcert', { csr }, headers))).toBe('201');
  await strict.close();
});

test('a server without the page answers so before it looks at the token (R18, R25)', async () => {
  const without = await startServer({ P2CORE_PAGES: 'core-foreign,auth' });
  for (const [method, path] of [
    ['POST', '/session/idcert'],
    ['GET', '/session/keymaterial'],
    ['OPTIONS', '/session/keymaterial'],
    ['POST', '/keypackage/@me'],
    ['PUT', '/keypackage_lr'],
  ] as const) {
    expect(outcome(await without.send({ method, path }))).toBe('404 P2CORE_ROUTE_NOT_OFFERED');
  }
  await without.close();
});

test('a renewal of one process is one of the other, too', async () => {
  const other = await startServer({ P2CORE_DATABASE: server.operator.config.database });
  const session = await newOwnSession(server);
  const csr = await csrOf(session);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => renewed(session.token, csr, i % 2 ? server : other)),
  );
  expect(new Set(answers.map(({ token }) => token)).size).toBe(1);
  expect(await lives(answers[0]?.token ?? '', other)).toBe(true);
  expect(await lives(session.token)).toBe(false);
  await other.close();
});

/** The request with another last octet of its signature. */
function broken(csr: string): string {
  const der = Buffer.from(csr.replace(/-----.*-----|\s/g, ''), 'base64');
  der[der.length - 1] = (der.at(-1) as number) ^ 1;
  const base64 = der.toString('base64');
  return `-----BEGIN CERTIFICATE REQUEST-----\n${base64}\n-----END CERTIFICATE REQUEST-----\n`;
}
