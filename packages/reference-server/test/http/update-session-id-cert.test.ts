import { operations, schemas } from '@p2core/types';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { impostor, issue, newSession, type TestSession } from '../support/actors.js';
import { adminToken, startServer } from '../support/server.js';

/** The second zero of each test, which is later than all of the test before. */
let start = 1_750_000_000;
const at = (seconds: number) => vi.setSystemTime((start + seconds) * 1000);

at(0);
const server = await startServer();
afterAll(() => server.close());

const json = 'application/json';
const update = (token: string | undefined, content?: string | Uint8Array, contentType?: string) =>
  server.send({
    method: 'PUT',
    path: '/session/idcert/extern',
    token,
    content,
    ...(contentType !== undefined && { contentType }),
  });
const listed = async ({ fid, session_id }: TestSession) =>
  (await server.send({ path: `/idcert/actor/${fid}?session_id=${session_id}` })).json;

let session: TestSession;
beforeEach(async () => {
  start += 1000;
  at(100);
  session = await newSession(server);
});

describe('R20', () => {
  test('the same certificate again is a 201 and changes nothing', async () => {
    for (const _ of [1, 2, 3])
      expect((await update(session.token, session.id_cert)).status).toBe(201);
    expect(await listed(session)).toEqual({
      idcerts: [session.id_cert],
      invalidated: [false],
      invalidated_at: [null],
    });
  });

  test('a new certificate replaces the former one, which is invalidated', async () => {
    at(200);
    const [second, third] = [await issue(server, session), await issue(server, session)];
    for (const pem of [second, third, third]) {
      expect((await update(session.token, pem)).status).toBe(201);
    }
    expect(await listed(session)).toEqual({
      idcerts: [session.id_cert, second, third],
      invalidated: [true, true, false],
      invalidated_at: [expect.any(Number), expect.any(Number), null],
    });
    expect((await server.send({ path: '/events', token: session.token })).status).toBe(409);
  });

  test('of many new certificates at once, one is valid in the end', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => issue(server, session)));
    const statuses = made.map(async (pem) => (await update(session.token, pem)).status);
    expect(await Promise.all(statuses)).toEqual(Array(6).fill(201));
    const { invalidated } = await listed(session);
    expect(invalidated.filter((flag: boolean) => !flag)).toHaveLength(1);
    expect(invalidated).toHaveLength(7);
  });

  test('a certificate holds from its first second to its last, give or take a minute between two clocks', async () => {
    const [notBefore, notAfter] = [start + 200, start + 300];
    const pem = await issue(server, session, { notBefore, notAfter });
    const statuses: number[] = [];
    for (const seconds of [139, 140, 300]) {
      at(seconds);
      statuses.push((await update(session.token, pem)).status);
    }
    for (const [notAfter, status] of [
      [start + 240, 400],
      [start + 241, 201],
    ] as const) {
      at(301);
      const other = await newSession(server);
      const slow = await issue(server, other, { notBefore, notAfter });
      expect((await update(other.token, slow)).status).toBe(status);
    }
    expect(statuses).toEqual([400, 201, 201]);
  });

  test('a certificate that was replaced is not accepted again', async () => {
    await update(session.token, await issue(server, session));
    const refused = await update(session.token, session.id_cert);
    expect(refused.json.error).toBe('P2CORE_INVALID_ID_CERT');
  });

  test.each([
    ['garbage', () => 'garbage'],
    ['white space', () => ' \n'],
    ['a PEM without content', () => '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
    [
      'a PEM of garbage',
      () => '-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n',
    ],
    ['two certificates', () => session.id_cert + session.id_cert],
    ['a certificate and more', () => `${session.id_cert}more`],
    [
      'a certificate in two layers of Base64 (R6)',
      () => Buffer.from(session.id_cert).toString('base64'),
    ],
    ['a public key', async () => (await server.send({ path: '/key/server' })).json],
    ["the server's certificate", async () => (await server.send({ path: '/idcert/server' })).json],
    [
      'an expired certificate',
      () => issue(server, session, { notBefore: start, notAfter: start + 39 }),
    ],
    ['a certificate of the future', () => issue(server, session, { notBefore: start + 161 })],
  ])('%s is a 400 that says why, and changes nothing', async (_, make) => {
    const { json } = await update(session.token, await make());
    expect(json.error).toBe('P2CORE_INVALID_ID_CERT');
    expect(json.message).toMatch(/^The ID-Cert is refused: .+\.$/);
    expect(await listed(session)).toEqual({
      idcerts: [session.id_cert],
      invalidated: [false],
      invalidated_at: [null],
    });
  });

  test("another session's, and another actor's of the same session ID, are a 403", async () => {
    const sameActor = await newSession(server, { fid: session.fid });
    const otherActor = await newSession(server, { sessionId: session.session_id });
    for (const { id_cert } of [sameActor, otherActor]) {
      expect((await update(session.token, id_cert)).json.error).toBe('P2CORE_ID_CERT_MISMATCH');
    }
    expect((await update(adminToken, session.id_cert)).json.error).toBe('P2CORE_ID_CERT_MISMATCH');
    expect(await listed(session)).toEqual({
      idcerts: [session.id_cert],
      invalidated: [false],
      invalidated_at: [null],
    });
  });

  test('one that somebody else signed is a 403', async () => {
    const forged = await issue(server, session, { issuer: await impostor(server.domain) });
    expect((await update(session.token, forged)).json.error).toBe('P2CORE_ID_CERT_UNTRUSTED');
    expect(await listed(session)).toEqual({
      idcerts: [session.id_cert],
      invalidated: [false],
      invalidated_at: [null],
    });
  });

  test('one whose signature is not that of its content is a 403', async () => {
    const changed = session.id_cert.replace(/..(..==?|....)\n-----END/, 'AA$1\n-----END');
    expect(changed).not.toBe(session.id_cert);
    expect((await update(session.token, changed)).json.error).toBe('P2CORE_ID_CERT_UNTRUSTED');
  });

  test('the checks come in the order of the contract', async () => {
    const other = await newSession(server);
    const expired = await issue(server, other, { notBefore: start, notAfter: start + 99 });
    const malformed = (await server.send({ path: '/idcert/server' })).json;
    expect((await update(session.token, malformed)).json.error).toBe('P2CORE_INVALID_ID_CERT');
    expect((await update(session.token, expired)).json.error).toBe('P2CORE_ID_CERT_MISMATCH');
    at(10);
    const forged = { issuer: await impostor(server.domain) };
    at(100);
    const late = await issue(server, session, {
      ...forged,
      notBefore: start + 10,
      notAfter: start + 39,
    });
    expect((await update(session.token, late)).json.error).toBe('P2CORE_INVALID_ID_CERT');
    const current = await issue(server, session, forged);
    expect((await update(session.token, current)).json.error).toBe('P2CORE_ID_CERT_UNTRUSTED');
    expect((await update('nobody', 'garbage')).json.error).toBe('P2CORE_UNAUTHORIZED');
  });

  test('one that the key before the last rotation signed is accepted', async () => {
    at(200);
    const pem = await issue(server, session);
    at(300);
    await server.send({ method: 'PUT', path: '/key/server', token: adminToken });
    expect((await update(session.token, pem)).status).toBe(201);
  });

  test('one that the key before the last rotation signed later is a 403', async () => {
    const issuer = await server.operator.identities.signer();
    at(400);
    await server.send({ method: 'PUT', path: '/key/server', token: adminToken });
    at(500);
    const late = await issue(server, session, { issuer });
    expect((await update(session.token, late)).json.error).toBe('P2CORE_ID_CERT_UNTRUSTED');
  });
});

describe('R6', () => {
  test.each<[string, string | undefined, (pem: string) => string]>([
    ['the bare PEM without a type', undefined, (pem) => pem],
    ['the bare PEM as application/x-pem-file', 'application/x-pem-file', (pem) => pem],
    ['the bare PEM as text/plain', 'text/plain', (pem) => pem],
    ['a JSON string', json, (pem) => JSON.stringify(pem)],
    ['a PEM with CRLF', undefined, (pem) => pem.replaceAll('\n', '\r\n')],
    ['a PEM without the last line feed', undefined, (pem) => pem.trimEnd()],
    ['a PEM with white space around it', 'text/plain', (pem) => `\n ${pem}\n\n`],
  ])('%s is read, and answered as openssl writes it', async (_, contentType, write) => {
    const pem = await issue(server, session);
    expect((await update(session.token, write(pem), contentType)).status).toBe(201);
    expect((await listed(session)).idcerts).toContain(pem);
  });

  test.each([
    ['no content', undefined, undefined],
    ['empty JSON', json, ''],
    ['an empty JSON string', json, '""'],
    ['a JSON string that breaks off', 'text/plain', '"-----BEGIN'],
  ])('%s is a 400', async (_, contentType, content) => {
    const { json } = await update(session.token, content, contentType);
    expect(json.error).toBe('P2CORE_BAD_REQUEST');
  });

  test.each([
    ['a PEM that breaks off', '-----BEGIN CERTIFICATE-----'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a PEM in a JSON object', '{"idcert": "x"}'],
  ])('%s does not begin as a JSON string, and is no ID-Cert', async (_, content) => {
    const refused = await update(session.token, content, json);
    expect(refused.json.error).toBe('P2CORE_INVALID_ID_CERT');
  });

  test.each([
    ['a JSON string, named a PEM', 'application/x-pem-file', JSON.stringify],
    ['a JSON string without a type', undefined, JSON.stringify],
    ['a bare PEM, named JSON', json, (pem: string) => pem],
  ])('%s is read by its first character', async (_, contentType, write) => {
    const pem = await issue(server, session);
    expect((await update(session.token, write(pem), contentType)).status).toBe(201);
    expect((await listed(session)).idcerts).toContain(pem);
  });

  test('content of the most octets is read, and one more is a 413', async () => {
    const { maxContentLength: most } = operations.updateSessionIdCert.requestBody;
    const fits = JSON.stringify(session.id_cert).padEnd(most);
    expect((await update(session.token, fits, json)).status).toBe(201);
    const { json: refused } = await update(session.token, `${fits} `, json);
    expect(refused.error).toBe('P2CORE_CONTENT_TOO_LARGE');
  });

  test('the longest value is read in every spelling of JSON', async () => {
    const { maxLength } = schemas.PresentedIdCert;
    const escaped = (character: string) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const longest = `${'\u{1f511}'.repeat(maxLength - session.id_cert.length - 1)}\n${session.id_cert}`;
    const content = `"${longest.replace(/./gs, escaped)}"`;
    expect((await update(session.token, content, json)).status).toBe(201);
    expect((await update(session.token, ` ${longest}`)).json.error).toBe('P2CORE_BAD_REQUEST');
  });
});
