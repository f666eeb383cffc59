import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl, verifyChain } from '@p2core/testing/openssl';
import { pathPrefix } from '@p2core/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const cli = newCli(afterAll, { P2CORE_DOMAIN: 'home.example.com' });
const { ready } = await cli.serve();
const get = (path: string, token?: string) =>
  exchange(ready.api, {
    path: pathPrefix + path,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });
const add = (...args: string[]) => cli.json(['session', 'add', ...args]);
const refusal = (...args: string[]) => cli.failure(['session', 'add', ...args]);

beforeAll(async () => {
  await cli.json(['actor', 'add', 'alice']);
});

describe('session add', () => {
  test('makes a session whose token, certificate and key fit together', async () => {
    const { fid, session_id, token, id_cert, private_key } = await add('alice', '--id', 'first');
    expect([fid, session_id]).toEqual(['alice@home.example.com', 'first']);
    expect((await get('/events', token)).status).toBe(409);
    const listed = (await get('/idcert/actor/alice@home.example.com?session_id=first')).json;
    expect(listed).toEqual({ idcerts: [id_cert], invalidated: [false], invalidated_at: [null] });
    expect(openssl(['pkey', '-pubout'], private_key)).toBe(
      openssl(['x509', '-noout', '-pubkey'], id_cert),
    );
    const root = (await get('/idcert/server')).json;
    const validFrom = Date.parse(new X509Certificate(id_cert).validFrom) / 1000;
    expect(verifyChain(root, id_cert, validFrom)).toBe('certificate: OK');
  });

  test('R11 makes up an ID of at most 32 characters where none is given, another each time', async () => {
    const ids = [(await add('alice')).session_id, (await add('ALICE')).session_id];
    for (const id of ids) expect(id).toMatch(/^[ -~]{1,32}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test('without --json it prints the token, the certificate and the key for a person', async () => {
    const { status, stdout, stderr } = await cli.run(['session', 'add', 'alice', '--id', 'text']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Federation ID {2}alice@home\.example\.com\nSession ID {5}text\n/);
    const token = /Access token {3}(\S+) /.exec(stdout)?.[1];
    expect((await get('/events', token)).status).toBe(409);
    expect(openssl(['x509', '-noout', '-pubkey'], stdout)).toBe(
      openssl(['pkey', '-pubout'], stdout),
    );
  });

  test('a foreign actor gets only a token, for the session that its ID-Cert names', async () => {
    const added = await add('bob@other.example.com', '--id', 's1');
    const { fid, session_id, token, id_cert } = added;
    expect([fid, session_id, id_cert]).toEqual(['bob@other.example.com', 's1', null]);
    expect(added).not.toHaveProperty('private_key');
    expect((await get('/events', token)).status).toBe(409);
    expect(await refusal('bob@other.example.com')).toContain('--id');
  });

  test('an ID that a live session has is refused, and may be had again once that has ended', async () => {
    const { token } = await add('alice', '--id', 'taken');
    expect(await refusal('alice', '--id', 'taken')).toContain('taken');
    await exchange(ready.api, {
      method: 'DELETE',
      path: `${pathPrefix}/session`,
      headers: { Authorization: `Bearer ${token}` },
      content: '{"session_id": "taken"}',
    });
    expect((await add('alice', '--id', 'taken')).token).not.toBe(token);
  });

  test.each([
    ['an actor who is not registered', ['nobody'], 'not registered'],
    ['what is no Federation ID', ['a b'], 'not a Federation ID'],
    ['R11 an ID of 33 characters', ['alice', '--id', 'x'.repeat(33)], 'R11'],
    ['R11 an empty ID', ['alice', '--id', ''], 'session ID'],
    ['R11 an ID of two lines', ['alice', '--id', 'a\nb'], 'session ID'],
  ])('%s is refused', async (_, args, message) => {
    expect(await refusal(...args)).toContain(message);
  });
});

describe('session add --csr', () => {
  const subject = (id: string, { cn = 'alice', fid = 'alice@home.example.com' } = {}) =>
    `/CN=${cn}/DC=com/DC=example/DC=home/UID=${fid}/uniqueIdentifier=${id}`;

  function makeRequest(subj: string, algorithm = ['-algorithm', 'ed25519'], form = 'PEM') {
    const [key, csr] = [join(cli.folder, 'key.pem'), join(cli.folder, 'csr')];
    writeFileSync(key, openssl(['genpkey', ...algorithm]));
    openssl(['req', '-new', '-key', key, '-subj', subj, '-outform', form, '-out', csr]);
    return { csr, publicKey: openssl(['pkey', '-in', key, '-pubout']) };
  }

  test.each([
    ['Ed25519', 'PEM', ['-algorithm', 'ed25519']],
    ['Ed25519', 'DER', ['-algorithm', 'ed25519']],
    ['P-256', 'PEM', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['RSA', 'DER', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ])('issues an ID-Cert for the %s key of a request in %s', async (name, form, algorithm) => {
    const id = `csr-${name}-${form}`;
    const { csr, publicKey } = makeRequest(subject(id), algorithm, form);
    const added = await add('alice', '--csr', csr);
    expect(added.session_id).toBe(id);
    expect(added).not.toHaveProperty('private_key');
    expect(openssl(['x509', '-noout', '-pubkey'], added.id_cert)).toBe(publicKey);
    const validFrom = Date.parse(new X509Certificate(added.id_cert).validFrom) / 1000;
    const root = (await get('/idcert/server')).json;
    expect(verifyChain(root, added.id_cert, validFrom)).toBe('certificate: OK');
    const update = await exchange(ready.api, {
      method: 'PUT',
      path: `${pathPrefix}/session/idcert/extern`,
      headers: { Authorization: `Bearer ${added.token}` },
      content: added.id_cert,
    });
    expect(update.status).toBe(201);
  });

  test('accepts a CN that is the whole Federation ID, and --id where it is the same', async () => {
    const { csr } = makeRequest(subject('whole', { cn: 'alice@home.example.com' }));
    expect((await add('alice', '--id', 'whole', '--csr', csr)).session_id).toBe('whole');
  });

  test('issues nothing twice for one session', async () => {
    const { csr } = makeRequest(subject('once'));
    await add('alice', '--csr', csr);
    expect(await refusal('alice', '--csr', csr)).toContain('once');
  });

  test.each<[string, () => string[], string]>([
    [
      'another actor',
      () => ['--csr', makeRequest(subject('x', { cn: 'bob', fid: 'bob@home.example.com' })).csr],
      'bob@home.example.com',
    ],
    ['another session', () => ['--id', 'y', '--csr', makeRequest(subject('x')).csr], 'not y'],
    [
      'R11 an ID of 33 characters',
      () => ['--csr', makeRequest(subject('x'.repeat(33))).csr],
      'R11',
    ],
    ['no session', () => ['--csr', makeRequest('/CN=alice/DC=localhost').csr], 'ID-CSR'],
    [
      'a CN of its own',
      () => ['--csr', makeRequest(subject('x', { cn: 'mallory' })).csr],
      'the CN',
    ],
  ])('a request for %s is refused', async (_, args, message) => {
    expect(await refusal('alice', ...args())).toContain(message);
  });

  test.each([
    ['garbage', 'garbage'],
    ['a certificate', async () => (await get('/idcert/server')).json],
  ])('a file that holds %s is refused', async (_, content) => {
    const file = join(cli.folder, 'other');
    writeFileSync(file, typeof content === 'string' ? content : await content());
    expect(await refusal('alice', '--csr', file)).toContain('ID-CSR');
  });

  test('a request whose signature is not by its key is refused', async () => {
    const { csr } = makeRequest(subject('forged'), undefined, 'DER');
    const der = Buffer.from(
      openssl(['req', '-in', csr, '-inform', 'DER']).replace(/-----.*-----/g, ''),
      'base64',
    );
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
    writeFileSync(csr, der);
    expect(await refusal('alice', '--csr', csr)).toContain('signed');
  });

  test('a file that does not exist is refused', async () => {
    expect(await refusal('alice', '--csr', 'no-such-file')).toContain('no-such-file');
  });

  test('a foreign actor cannot have one here', async () => {
    const { csr } = makeRequest(subject('x'));
    expect(await refusal('bob@other.example.com', '--csr', csr)).toContain('other.example.com');
  });
});
