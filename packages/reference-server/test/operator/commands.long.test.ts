import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { openssl } from '@p2core/testing/openssl';
import { pathPrefix } from '@p2core/types';
import { afterAll, describe, expect, test } from 'vitest';
import { makeKeyPackages } from '../../src/operator/mls-key-package.js';
import { startProcess } from '../durability/server-process.js';
import { exchange } from '../support/exchange.js';
import { adminToken } from '../support/server.js';
import { run, runJson } from './command.js';
import { temporaryFolder } from './folder.js';

const year = 365 * 24 * 60 * 60;
const path = temporaryFolder();
const env = { P2CORE_DATABASE: path('p2core.db'), P2CORE_ADMIN_TOKEN: adminToken };
const server = startProcess(env);
const url = await server.url;
afterAll(async () => {
  server.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

await runJson(env, 'actor', 'add', 'alice');

const get = (route: string, token?: string) =>
  exchange(url, {
    path: pathPrefix + route,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });
const add = (id: string) => runJson(env, 'session', 'add', 'alice', '--id', id);

async function refusal(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await run(env, ...args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  return stderr;
}

describe('while the server runs', () => {
  test('an actor is registered once', async () => {
    expect(await refusal('actor', 'add', 'ALICE')).toContain('P2CORE_FEDERATION_ID_TAKEN');
    expect(await refusal('actor', 'add', 'a b')).toContain('not a Federation ID');
    expect(await refusal('actor', 'add', 'alice@other.example')).toContain(
      'belongs to other.example',
    );
  });

  test('a session that is added can be used at once, and ends at once when it is revoked', async () => {
    const { token } = await add('revoked');
    expect((await get('/events', token)).status).toBe(409);
    await runJson(env, 'session', 'revoke', 'alice', '--session', 'revoked');
    expect((await get('/events', token)).status).toBe(401);
    const { json } = await get('/idcert/actor/alice@home.example.com?session_id=revoked');
    expect(json.invalidated).toEqual([true]);
    expect(await refusal('session', 'revoke', 'alice', '--session', 'revoked')).toContain(
      'P2CORE_SESSION_NOT_FOUND',
    );
  });

  test('the live sessions are listed, the oldest first', async () => {
    for (const id of ['one', 'two', 'three']) await add(id);
    await runJson(env, 'session', 'revoke', 'alice', '--session', 'two');
    const listed = await runJson(env, 'session', 'list', 'alice');
    const ids = listed.map(({ session_id: id }: { session_id: string }) => id);
    expect(ids.filter((id: string) => ['one', 'two', 'three'].includes(id))).toEqual([
      'one',
      'three',
    ]);
    for (const { created_at: created, id_cert_expires: expires } of listed) {
      // The certificate is made a moment before the session is recorded.
      expect(expires).toBeLessThanOrEqual(created + year);
      expect(expires).toBeGreaterThan(created + year - 60);
    }
    const { stdout } = await run(env, 'session', 'list', 'alice');
    expect(stdout).toMatch(/^session_id +created_at +id_cert_expires\n/);
    expect(stdout.trimEnd().split('\n')).toHaveLength(listed.length + 1);
  });

  test('a certificate is revoked by its serial number, in any case, and its session with it', async () => {
    const { token, id_cert: idCert } = await add('by-serial');
    const serial = openssl(['x509', '-noout', '-serial'], idCert).trim().replace('serial=', '');
    const [listed] = (await runJson(env, 'cert', 'list', 'alice')).filter(
      ({ session_id: id }: { session_id: string }) => id === 'by-serial',
    );
    expect(listed).toMatchObject({ serial_number: serial.toLowerCase(), invalidated: false });
    await runJson(env, 'cert', 'revoke', 'alice', '--serial', serial);
    expect((await get('/events', token)).status).toBe(401);
    expect(await refusal('cert', 'revoke', 'alice', '--serial', serial)).toContain('already');
    expect(await refusal('cert', 'revoke', 'alice', '--serial', '0abc')).toContain('0abc');
  });

  test('a key that is rotated is what the server answers with at once, and sessions are told', async () => {
    const { token } = await add('told');
    const before = (await get('/idcert/server')).json;
    const { certificate, serial_number: serial } = await runJson(env, 'key', 'rotate');
    expect(certificate).not.toBe(before);
    expect((await get('/idcert/server')).json).toBe(certificate);
    expect(openssl(['x509', '-noout', '-serial'], certificate).toLowerCase()).toContain(serial);
    const { json } = await get('/events', token);
    expect(json).toMatchObject([{ n: 'core', op: '6', d: { cert: certificate } }]);
  });

  test('an ID-CSR of the session may come as a file', async () => {
    const key = openssl(['genpkey', '-algorithm', 'ED25519']);
    const [keyFile, csrFile] = [path('key.pem'), path('csr.pem')];
    writeFileSync(keyFile, key);
    const subject =
      '/CN=alice/DC=com/DC=example/DC=home/UID=alice@home.example.com/uniqueIdentifier=from-csr';
    writeFileSync(csrFile, openssl(['req', '-new', '-key', keyFile, '-subj', subject]));
    const added = await runJson(env, 'session', 'add', 'alice', '--csr', csrFile);
    expect(added).toMatchObject({ session_id: 'from-csr' });
    expect(added).not.toHaveProperty('private_key');
    expect(openssl(['x509', '-noout', '-pubkey'], added.id_cert)).toBe(
      openssl(['pkey', '-pubout'], readFileSync(keyFile)),
    );
    expect(await refusal('session', 'add', 'alice', '--csr', path('missing.pem'))).toContain(
      'ENOENT',
    );
  });

  test('KeyPackages and events reach the server at once', async () => {
    const { token, id_cert: idCert, private_key: privateKey } = await add('stocked');
    const { d = '' } = createPrivateKey(privateKey).export({ format: 'jwk' });
    const seed = Buffer.from(d, 'base64url');
    const [keyPackage = ''] = await makeKeyPackages({ idCert, seed }, 1);
    await runJson(env, 'keypackage', 'add', 'alice', keyPackage, '--session', 'stocked');
    await runJson(
      env,
      'event',
      'add',
      'alice',
      '--session',
      'stocked',
      '--op',
      '8',
      '--data',
      '{"a":1}',
    );
    expect((await get('/keypackage/alice@home.example.com', token)).json).toContain(keyPackage);
    expect((await get('/events', token)).json).toMatchObject([
      { op: '8', d: { a: 1 } },
      { n: 'p2core', d: { remaining: 0 } },
    ]);
    expect(
      await refusal('event', 'add', 'alice', '--session', 'stocked', '--op', '8', '--data', '{'),
    ).toMatch(/data/i);
  });
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['P2CORE_DOMAIN', 'not a domain'],
  ['P2CORE_DATABASE', 'mysql://localhost/p2core'],
  ['P2CORE_ADMIN_TOKEN', 'short'],
  ['P2CORE_HOME_SERVERS', 'a.example'],
  ['P2CORE_HOME_SERVERS', 'a.example=ftp://a'],
  ['P2CORE_HOME_SERVERS', 'not a domain=https://a'],
  ['P2CORE_HOME_SERVER_CACHE', '1'],
  ['P2CORE_METRICS_PORT', '-1'],
])('%s=%s is refused in one line that names the variable', async (name, value) => {
  const { status, stderr, stdout } = await run({ ...env, [name]: value }, 'serve');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^p2core-server: .+\n$/);
  expect(stderr).toContain(name);
});
