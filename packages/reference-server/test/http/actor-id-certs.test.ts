import { subjectOf, verifyChain } from '@p2core/testing/openssl';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { issue, newActor, newSession, type TestSession } from '../support/actors.js';
import { seeded } from '../support/random.js';
import { adminToken, startServer } from '../support/server.js';

const start = 1_750_000_000;
const year = 365 * 24 * 60 * 60;
const at = (seconds: number) => vi.setSystemTime((start + seconds) * 1000);

at(0);
const server = await startServer();
afterAll(() => server.close());

interface ActorIdCerts {
  idcerts: string[];
  invalidated: boolean[];
  invalidated_at: (number | null)[];
}

const lookUp = async (fid: string, filter: Record<string, string | number> = {}) => {
  const query = Object.entries(filter).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  const { json } = await server.send({ path: `/idcert/actor/${fid}?${query.join('&')}` });
  return json as ActorIdCerts;
};
const replace = async ({ token }: TestSession, content: string) => {
  const path = '/session/idcert/extern';
  expect((await server.send({ method: 'PUT', path, token, content })).status).toBe(201);
};

test('openssl verifies an ID-Cert against the certificate of the server', async () => {
  const { fid, session_id } = await newSession(server);
  const { idcerts } = await lookUp(fid);
  const { json: root } = await server.send({ path: '/idcert/server' });
  expect(verifyChain(root, idcerts[0] as string, start)).toBe('certificate: OK');
  const name = fid.split('@')[0];
  expect(subjectOf(idcerts[0] as string)).toBe(
    `subject=DC = com, DC = example, DC = home, UID = ${fid}, CN = ${name}, uid = ${session_id}`,
  );
});

describe('R7', () => {
  test('the two lists belong together, the certificate whose validity began first in front', async () => {
    at(100);
    const first = await newSession(server);
    at(200);
    const second = await newSession(server, { fid: first.fid });
    at(300);
    const renewed = await issue(server, first);
    await replace(first, renewed);
    expect(await lookUp(first.fid)).toEqual({
      idcerts: [first.id_cert, second.id_cert, renewed],
      invalidated: [true, false, false],
      invalidated_at: [expect.any(Number), null, null],
    });
  });
});

describe('R8', () => {
  const times: [string, number, boolean][] = [
    ['a second before its validity', -1, false],
    ['the first second of its validity', 0, true],
    ['the last second of its validity', 100, true],
    ['a second after its validity', 101, false],
  ];

  test.each(times)('a certificate is listed, or not, at %s', async (_, offset, isListed) => {
    at(1000);
    const session = await newSession(server);
    const brief = await issue(server, session, { notBefore: start + 1000, notAfter: start + 1100 });
    await replace(session, brief);
    const { idcerts } = await lookUp(session.fid, { timestamp: start + 1000 + offset });
    expect(idcerts.includes(brief)).toBe(isListed);
  });

  test.each(times.slice(1))(
    'without a timestamp, as with that of %s',
    async (_, offset, isListed) => {
      at(1000);
      const session = await newSession(server);
      const brief = await issue(server, session, {
        notBefore: start + 1000,
        notAfter: start + 1100,
      });
      await replace(session, brief);
      at(1000 + offset);
      expect((await lookUp(session.fid)).idcerts.includes(brief)).toBe(isListed);
    },
  );

  test('a certificate that was invalidated early stays in the list, flagged, for the times before, too', async () => {
    at(2000);
    const session = await newSession(server);
    at(2100);
    const path = '/session';
    const content = JSON.stringify({ session_id: session.session_id });
    await server.send({ method: 'DELETE', path, token: session.token, content });
    const flagged = {
      idcerts: [session.id_cert],
      invalidated: [true],
      invalidated_at: [start + 2100],
    };
    expect(await lookUp(session.fid)).toEqual(flagged);
    expect(await lookUp(session.fid, { timestamp: start + 2050 })).toEqual(flagged);
  });

  test('session_id narrows the answer, with and without a timestamp', async () => {
    at(3000);
    const one = await newSession(server);
    const two = await newSession(server, { fid: one.fid });
    const narrowed = { idcerts: [two.id_cert], invalidated: [false], invalidated_at: [null] };
    const { session_id } = two;
    expect(await lookUp(one.fid, { session_id })).toEqual(narrowed);
    expect(await lookUp(one.fid, { session_id, timestamp: start + 3000 })).toEqual(narrowed);
    expect((await lookUp(one.fid, { session_id, timestamp: start - 1 })).idcerts).toEqual([]);
  });

  test('an actor without such a certificate has two empty lists', async () => {
    at(3500);
    const none = { idcerts: [], invalidated: [], invalidated_at: [] };
    expect(await lookUp(await newActor(server))).toEqual(none);
    const { fid } = await newSession(server);
    expect(await lookUp(fid, { session_id: 'another' })).toEqual(none);
    expect(await lookUp(fid, { timestamp: Number.MAX_SAFE_INTEGER })).toEqual(none);
  });

  test('at any time, those and only those are listed whose validity holds', async () => {
    at(4000);
    const random = seeded(8);
    const { fid } = await newSession(server);
    const all: { pem: string; notBefore: number; notAfter: number }[] = [];
    for (let count = 0; count < 8; count++) {
      const session = await newSession(server, { fid });
      const notBefore = start + random(4000);
      const notAfter = start + 4000 + random(1000);
      const pem = await issue(server, session, { notBefore, notAfter });
      await replace(session, pem);
      all.push({ pem, notBefore, notAfter });
    }
    for (let count = 0; count < 40; count++) {
      const time = start + random(5000);
      const expected = all.filter(
        ({ notBefore, notAfter }) => notBefore <= time && time <= notAfter,
      );
      const listed = (await lookUp(fid, { timestamp: time })).idcerts;
      const made = all.map(({ pem }) => pem);
      expect(listed.filter((pem) => made.includes(pem))).toEqual(
        expected.sort((a, b) => a.notBefore - b.notBefore).map(({ pem }) => pem),
      );
    }
  });

  test('certificates that an older key of the server signed are still listed', async () => {
    at(6000);
    const session = await newSession(server);
    await server.send({ method: 'PUT', path: '/key/server', token: adminToken });
    at(6000 + year / 2);
    expect((await lookUp(session.fid)).idcerts).toEqual([session.id_cert]);
    at(6000 + year);
    expect((await lookUp(session.fid)).idcerts).toEqual([session.id_cert]);
    at(6001 + year);
    expect((await lookUp(session.fid)).idcerts).toEqual([]);
  });
});

describe('R9', () => {
  test('an unknown actor of this domain and one of another are the same 404', async () => {
    const refused = await Promise.all(
      ['nobody@home.example.com', 'alice@elsewhere.example.org', 'alice@home.example.com.org'].map(
        async (fid) => (await server.send({ path: `/idcert/actor/${fid}` })).json,
      ),
    );
    expect(refused[0].error).toBe('P2CORE_ACTOR_NOT_FOUND');
    expect(refused[1]).toEqual(refused[0]);
    expect(refused[2]).toEqual(refused[0]);
  });

  test('an actor of another domain that has a session here is not registered here', async () => {
    const fid = 'alice@elsewhere.example.org';
    await newSession(server, { fid, sessionId: 's1' });
    expect(await server.refusal({ path: `/idcert/actor/${fid}` })).toBe('P2CORE_ACTOR_NOT_FOUND');
  });

  test('upper and lower case are the same actor, and "@" may be percent-encoded', async () => {
    const { fid } = await newSession(server);
    const expected = await lookUp(fid);
    expect(expected.idcerts).toHaveLength(1);
    for (const written of [fid.toUpperCase(), encodeURIComponent(fid), fid.replace('a', 'A')]) {
      expect(await lookUp(written)).toEqual(expected);
    }
  });

  test.each([
    'alice',
    '@home.example.com',
    'alice@',
    'a@b@c',
    'al ice@b',
    'älice@b',
    'a@b..c',
    'a@b_c',
  ])('a malformed Federation ID is a 400: %s', async (fid) => {
    const path = `/idcert/actor/${encodeURIComponent(fid)}`;
    const { json } = await server.send({ path });
    expect(json.error).toBe('P2CORE_BAD_REQUEST');
    expect(json.details).toMatchObject([{ path: '/params/fid' }]);
  });
});

describe('R11', () => {
  test.each([
    ['one character', 'x'],
    ['64 characters', 'x'.repeat(64)],
    ['every IA5 character but the control characters', ' !"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~'],
  ])('a session ID may have %s', async (_, session_id) => {
    const { fid } = await newSession(server);
    expect((await lookUp(fid, { session_id })).idcerts).toEqual([]);
    const content = JSON.stringify({ session_id });
    const { status } = await server.send({ path: `/idcert/actor/${fid}`, content });
    expect(status).toBe(200);
  });

  test.each([
    ['nothing', ''],
    ['65 characters', 'x'.repeat(65)],
    ['a line feed', 'a\nb'],
    ['a line feed at its end', 'a\n'],
    ['NUL', '\0'],
    ['DEL', '\x7f'],
    ['a character beyond IA5', 'é'],
  ])('a session ID may not have %s', async (_, session_id) => {
    const { fid } = await newSession(server);
    const path = `/idcert/actor/${fid}`;
    const query = `${path}?session_id=${encodeURIComponent(session_id)}`;
    expect(await server.refusal({ path: query })).toBe('P2CORE_BAD_REQUEST');
    const content = JSON.stringify({ session_id });
    expect(await server.refusal({ path, content })).toBe('P2CORE_BAD_REQUEST');
  });

  test('a session is found by an ID of all kinds of characters, in the query and in the body', async () => {
    const session = await newSession(server, { sessionId: `a b+c/d:e@f?g&h=i#j%20'"<\\>` });
    const { fid, session_id, id_cert } = session;
    expect((await lookUp(fid, { session_id })).idcerts).toEqual([id_cert]);
    const content = JSON.stringify({ session_id });
    const { json } = await server.send({ path: `/idcert/actor/${fid}`, content });
    expect(json.idcerts).toEqual([id_cert]);
  });
});
