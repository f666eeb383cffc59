import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createIdCsr, readIdCert } from '@p2core/id-cert';
import { afterAll, describe, expect, test } from 'vitest';
import { newSession, queue } from '../support/actors.js';
import { newKeys, newOwnSession, type OwnSession, outcome, post } from '../support/log-in.js';
import { adminToken, startServer, type TestRequest } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

const path = '/session/keymaterial';
const authorization = (token: string) => ({ Authorization: `Bearer ${token}` });
const serialOf = (pem: string) => BigInt(`0x${readIdCert(pem).serialNumber}`).toString();

/** A new private key that is encrypted. */
function keyData(size?: number): string {
  const pem = newKey({ cipher: 'aes-256-cbc', passphrase: 'secret' });
  return size === undefined ? pem : pem + '\n'.repeat(size - pem.length);
}

function newKey(encryption: { cipher: string; passphrase: string } | undefined): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString();
}

const upload = (token: string, key_data: string, serial_number?: string) =>
  post(server, path, { key_data, ...(serial_number && { serial_number }) }, authorization(token));

const get = (token: string, query = '', more: Partial<TestRequest> = {}) =>
  server.send({ path: path + query, token, ...more });

const del = (token: string, query = '', more: Partial<TestRequest> = {}) =>
  server.send({ method: 'DELETE', path: path + query, token, ...more });

/** A session that was renewed, with the serial numbers of its two ID-Certs. */
async function renewedSession(): Promise<{
  session: OwnSession;
  token: string;
  serials: [string, string];
}> {
  const session = await newOwnSession(server);
  const { fid, session_id: sessionId, token } = session;
  const csr = await createIdCsr({ fid, sessionId, keys: await newKeys() });
  const { json } = await post(server, '/session/idcert', { csr }, authorization(token));
  return {
    session,
    token: json.token,
    serials: [serialOf(session.id_cert), serialOf(json.id_cert)],
  };
}

describe('key material (R32)', () => {
  test("is the actor's: any of its home sessions stores, gets and deletes it, by default for its own ID-Cert", async () => {
    const { session, token, serials } = await renewedSession();
    const other = await newOwnSession(server, { fid: session.fid, sessionId: 'other' });
    const [one, two, three] = [keyData(), keyData(), keyData()];
    expect((await get(token)).json).toEqual([]);
    expect(outcome(await upload(other.token, three))).toBe('201');
    expect(outcome(await upload(token, two))).toBe('201');
    expect(outcome(await upload(other.token, one, serials[0]))).toBe('201');
    const ofOther = serialOf(other.id_cert);
    const all = [
      { key_data: one, serial_number: serials[0] },
      { key_data: two, serial_number: serials[1] },
      { key_data: three, serial_number: ofOther },
    ];
    const { json, headers } = await get(token);
    expect(json).toHaveLength(3);
    expect(json).toEqual(expect.arrayContaining(all));
    expect(headers['cache-control']).toBe('no-store');
    expect((await get(other.token, `?serial_numbers=${serials[1]}`)).json).toEqual([all[1]]);

    await server.send({ method: 'DELETE', path: '/session?session_id=other', token });
    expect((await get(token)).json).toHaveLength(3);
    expect(outcome(await del(token, `?serial_numbers=${ofOther}&serial_numbers=1`))).toBe('204');
    expect((await get(token)).json).toEqual(all.slice(0, 2));
  });

  test('is visible to no other actor', async () => {
    const one = await newOwnSession(server);
    const two = await newOwnSession(server);
    await upload(one.token, keyData());
    expect((await get(two.token)).json).toEqual([]);
    const serial = serialOf(one.id_cert);
    expect(outcome(await upload(two.token, keyData(), serial))).toBe(
      '404 P2CORE_ID_CERT_NOT_FOUND',
    );
    expect(outcome(await del(two.token, `?serial_numbers=${serial}`))).toBe('204');
    expect((await get(one.token)).json).toHaveLength(1);
  });

  test('is stored once, and again once it was deleted', async () => {
    const { token } = await newOwnSession(server);
    const first = keyData();
    await upload(token, first);
    expect(outcome(await upload(token, keyData()))).toBe('409 P2CORE_KEY_MATERIAL_EXISTS');
    const [{ key_data, serial_number }] = (await get(token)).json;
    expect(key_data).toBe(first);
    const content = JSON.stringify([serial_number]);
    expect(outcome(await del(token, '', { content }))).toBe('204');
    expect(outcome(await del(token, '', { content }))).toBe('204');
    expect(outcome(await upload(token, keyData()))).toBe('201');
  });

  test('of serial numbers that have none is a 404 that lists them', async () => {
    const { token, id_cert } = await newOwnSession(server);
    await upload(token, keyData());
    const serial = serialOf(id_cert);
    const refused = await get(token, `?serial_numbers=7&serial_numbers=${serial}&serial_numbers=5`);
    expect(outcome(refused)).toBe('404 P2CORE_KEY_MATERIAL_NOT_FOUND');
    expect(refused.json.serial_numbers).toEqual(['7', '5']);
    const content = JSON.stringify({ serial_numbers: [serial] });
    expect((await get(token, '', { content })).json).toHaveLength(1);
  });

  test.each([
    ['GET without any serial number', { path: `${path}?serial_numbers=` }],
    ['GET with a leading zero', { path: `${path}?serial_numbers=07` }],
    ['GET with hex', { path: `${path}?serial_numbers=ff` }],
    [
      'GET with 101',
      {
        path: `${path}?${Array.from({ length: 101 }, (_, i) => `serial_numbers=${i + 1}`).join('&')}`,
      },
    ],
    ['DELETE without any', { path, method: 'DELETE' }],
    ['DELETE with an empty list', { path, method: 'DELETE', content: '[]' }],
    ['DELETE with an object', { path, method: 'DELETE', content: '{"serial_numbers":["1"]}' }],
    ['POST without a key', { path, method: 'POST', content: '{}' }],
    [
      'POST with a serial number in hex',
      {
        path,
        method: 'POST',
        content: JSON.stringify({ key_data: keyData(), serial_number: 'ff' }),
      },
    ],
  ])('%s is a 400', async (_, request) => {
    const { token } = await newOwnSession(server);
    expect(await server.refusal({ ...request, token })).toBe('P2CORE_BAD_REQUEST');
  });

  test('has at most as many octets as OPTIONS says', async () => {
    const answer = await server.send({ method: 'OPTIONS', path });
    expect(answer.status).toBe(200);
    const most = Number(answer.headers['x-max-payload-size']);
    expect(most).toBe(10_240);
    expect(answer.octets).toHaveLength(0);
    expect(String(answer.headers.allow).split(', ').sort()).toEqual([
      'DELETE',
      'GET',
      'HEAD',
      'OPTIONS',
      'POST',
    ]);
    expect(answer.headers['access-control-allow-methods']).toContain('POST');
    const { token } = await newOwnSession(server);
    const larger = keyData(most + 1);
    expect(outcome(await upload(token, larger))).toBe('413 P2CORE_CONTENT_TOO_LARGE');
    expect(outcome(await upload(token, larger.slice(0, most)))).toBe('201');
  });

  test('is full with 100', async () => {
    const { token, fid, session_id: sessionId } = await newOwnSession(server);
    const { store } = server.operator;
    for (let i = 0; i < 100; i++) {
      const serialNumber = (0xf000 + i).toString(16);
      const current = await store.idCerts.currentOf(fid, sessionId);
      if (current === undefined) throw new Error('no ID-Cert');
      const newCert = { ...current, serialNumber, certificate: `${current.certificate}${i}` };
      await store.idCerts.replace({ fid, sessionId, newCert }, current.notBefore + 1);
      await store.keyMaterial.add({ fid, sessionId, serialNumber, keyData: 'stored', most: 100 });
    }
    const [{ serial_number }] = (await get(token)).json;
    const first = (await store.idCerts.listAll(fid))[0]?.serialNumber ?? '';
    const serial = BigInt(`0x${first}`).toString();
    expect(outcome(await upload(token, keyData(), serial))).toBe('409 P2CORE_KEY_MATERIAL_FULL');
    expect(outcome(await upload(token, keyData(), serial_number))).toBe(
      '409 P2CORE_KEY_MATERIAL_EXISTS',
    );
    await del(token, `?serial_numbers=${serial_number}`);
    expect(outcome(await upload(token, keyData(), serial))).toBe('201');
  });

  test.each([
    ['of the administrator', async () => adminToken],
    [
      'of a foreign session',
      async () =>
        (await newSession(server, { fid: 'bob@elsewhere.example.org', sessionId: 'k' })).token,
    ],
  ])('is not for the token %s', async (_, tokenOf) => {
    const token = await tokenOf();
    const refused = [
      await get(token),
      await del(token, '?serial_numbers=1'),
      await upload(token, keyData()),
    ];
    expect(refused.map(outcome)).toEqual(Array(3).fill('403 P2CORE_NOT_HOME'));
    expect(outcome(await server.send({ path }))).toBe('401 P2CORE_UNAUTHORIZED');
  });
});

test('an unencrypted key under any label is never stored, logged or repeated (R32)', async () => {
  const logged: string[] = [];
  const { token } = await newOwnSession(server);
  const key = newKey(undefined);
  const [, base64 = ''] = key.split('\n');
  const der = Buffer.from(base64, 'base64');
  const plain = [
    key,
    key.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'),
    key.replaceAll('PRIVATE KEY', 'CERTIFICATE'),
    `Mine:\n${key}`,
  ];
  for (const text of plain) {
    const answer = await upload(token, text);
    expect(outcome(answer)).toBe('400 P2CORE_PLAINTEXT_KEY');
    logged.push(answer.text, JSON.stringify(answer.headers));
  }
  for (const text of [
    'no PEM',
    `${keyData()}${keyData()}`,
    keyData().replace('ENCRYPTED', 'ENCRYPTER'),
  ]) {
    const answer = await upload(token, text);
    expect(outcome(answer)).toBe('400 P2CORE_BAD_REQUEST');
    if (answer.json.details) expect(answer.json.details[0].path).toBe('/body/key_data');
    logged.push(answer.text);
  }
  expect((await get(token)).json).toEqual([]);

  const folder = dirname(server.operator.config.database);
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  expect(kept.length).toBeGreaterThan(1);
  const seed = der.subarray(-32);
  for (const secret of [seed, Buffer.from(base64), Buffer.from(seed.toString('hex'))]) {
    for (const octets of kept) expect(octets.includes(secret)).toBe(false);
    for (const text of logged) expect(text).not.toContain(secret.toString('latin1'));
  }
  // The search works: it finds the stored text in the file.
  const marked = await newSession(server);
  await queue(server, marked, { mark: base64 });
  expect(
    readdirSync(folder).some((name) =>
      readFileSync(join(folder, name)).includes(Buffer.from(base64)),
    ),
  ).toBe(true);
});
