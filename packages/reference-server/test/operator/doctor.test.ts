import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { addActor } from '../../src/operator/actors.js';
import { addInvitation } from '../../src/operator/invitations.js';
import { addSession } from '../../src/operator/sessions.js';
import { generateKeyPair } from '../../src/pki/keys.js';
import { seal } from '../../src/pki/seal.js';
import { createServerIdentity } from '../../src/pki/server-identity.js';
import { runHere } from '../cli/in-process.js';
import { programEnv } from '../durability/server-process.js';
import { withOperator } from '../durability/stage.js';
import { run } from './command.js';
import { temporaryFolder } from './folder.js';

const path = temporaryFolder();
const sealingKey = Buffer.alloc(32, 0xab);
const newEnv = () => ({
  P2CORE_DATABASE: path('p2core.db'),
  P2CORE_SEALING_KEY: sealingKey.toString('hex'),
});
const day = 24 * 60 * 60;
const trialFailed = { check: 'trial certificate', ok: false, message: expect.any(String) };

interface Finding {
  check: string;
  ok: boolean;
  message: string;
}

async function examine(
  env: NodeJS.ProcessEnv,
): Promise<{ status: number | null; findings: Finding[] }> {
  const { status, stdout } = await runHere(['doctor', '--json'], programEnv(env));
  return { status, findings: JSON.parse(stdout) };
}

/** The checks that are not well; the exit status must agree. */
async function complaints(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { status, findings } = await examine(env);
  const failed = findings.filter(({ ok }) => !ok);
  expect(status).toBe(failed.length > 0 ? 1 : 0);
  for (const { message } of findings) expect(message).not.toBe('');
  return failed;
}

/** Makes a server whose current certificate has this validity. */
async function withCertificate(validity: { notBefore: number; notAfter: number }) {
  const env = newEnv();
  await withOperator(env, async ({ store }) => {
    const { privateKey, ...identity } = await createServerIdentity({
      domain: 'home.example.com',
      ...validity,
    });
    await store.serverIdentities.add({
      ...identity,
      ...validity,
      sealedPrivateKey: seal(privateKey, sealingKey).toString('base64'),
      currentFrom: now(),
    });
  });
  return env;
}

test('a server that is well passes every check', async () => {
  const env = newEnv();
  await withOperator(env, async () => {});
  const { status, findings } = await examine(env);
  expect(status).toBe(0);
  expect(findings.map(({ check, ok }) => [check, ok])).toEqual([
    ['database', true],
    ['keys', true],
    ['clock', true],
    ['certificate lifetime', true],
    ['trial certificate', true],
    ['challenges', true],
    ['passwords', true],
    ['registration', true],
    ['key material', true],
    ['KeyPackages', true],
  ]);
});

test('without --json it is a line for each check', async () => {
  const env = newEnv();
  await withOperator(env, async () => {});
  const { status, stdout } = await run(env, 'doctor');
  expect(status).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(10);
  expect(stdout).toMatch(/^(ok {6}\S.*\n){10}$/);
});

test('it finds a wrong sealing key, and says that it is the keys', async () => {
  const env = newEnv();
  await withOperator(env, async () => {});
  const wrong = { ...env, P2CORE_SEALING_KEY: 'cd'.repeat(32) };
  const [finding, ...more] = await complaints(wrong);
  expect(more).toEqual([]);
  expect(finding?.message).toContain('sealed with another key');
  expect(finding?.check).toBe('keys');
});

test('it finds a private key that is not that of the certificate', async () => {
  const env = newEnv();
  await withOperator(env, async ({ store }) => {
    const current = await store.serverIdentities.current();
    if (current === undefined) throw new Error('there is no identity');
    const { privateKey } = generateKeyPair();
    const sealedPrivateKey = seal(privateKey, sealingKey).toString('base64');
    await store.serverIdentities.add({ ...current, serialNumber: '0f', sealedPrivateKey });
  });
  expect(await complaints(env)).toEqual([
    { check: 'keys', ok: false, message: 'the private key is not that of the certificate' },
    trialFailed,
  ]);
});

test('it counts the keys and KeyPackages of actors, and finds unusable ones', async () => {
  const env = newEnv();
  await withOperator(env, async (operator) => {
    const { store, config } = operator;
    await addInvitation(operator, '7');
    await addActor(operator, 'alice');
    const { session_id: sessionId } = await addSession(operator, 'alice');
    const stock = { fid: `alice@${config.domain}`, sessionId, lastResort: false };
    await store.keyMaterial.add({ ...stock, keyData: 'PEM', most: 1 });
    const bob = { fid: `bob@${config.domain}`, createdAt: now() };
    await store.actors.register({ ...bob, passwordHash: '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA' });
  });
  const { findings } = await examine(env);
  expect(findings.slice(5).map(({ message }) => message)).toEqual([
    'a new one is taken back',
    expect.stringMatching(/^a hash takes \d+ ms; 1 of 2 actors have no password$/),
    'by invitation; 1 are good',
    '1 keys, each for an ID-Cert of its actor',
    '0 in stock; 0 of ended sessions, which are never given out',
  ]);
  await withOperator(env, async ({ store, config }) => {
    const eve = { fid: `eve@${config.domain}`, createdAt: now() };
    await store.actors.register({ ...eve, passwordHash: '$2b$12$abc' });
    const [session] = await store.sessions.list(`alice@${config.domain}`);
    const sessionId = session?.sessionId ?? '';
    const stock = { fid: `alice@${config.domain}`, sessionId, lastResort: false };
    await store.keyPackages.add({ ...stock, keyPackages: ['AAAA'] });
  });
  expect(await complaints(env)).toEqual([
    { check: 'passwords', ok: false, message: expect.stringMatching(/^1 of 3 actors/) },
    { check: 'KeyPackages', ok: false, message: expect.stringMatching(/^1 of the newest 1 /) },
  ]);
});

test('it finds an expired certificate', async () => {
  const time = now();
  const env = await withCertificate({ notBefore: time - 30 * day, notAfter: time - day });
  expect(await complaints(env)).toEqual([
    { check: 'certificate lifetime', ok: false, message: 'it has expired; rotate the key' },
    trialFailed,
  ]);
});

test('it finds a certificate that expired within the last day', async () => {
  const time = now();
  const env = await withCertificate({ notBefore: time - 30 * day, notAfter: time - 60 });
  expect(await complaints(env)).toEqual([
    { check: 'certificate lifetime', ok: false, message: 'it has expired; rotate the key' },
    trialFailed,
  ]);
});

test('it finds a certificate that is about to expire', async () => {
  const time = now();
  const env = await withCertificate({ notBefore: time - 30 * day, notAfter: time + 5 * day + 600 });
  expect(await complaints(env)).toEqual([
    { check: 'certificate lifetime', ok: false, message: '5 days are left' },
  ]);
});

test('it finds a clock that is before the certificate', async () => {
  const time = now();
  const env = await withCertificate({ notBefore: time + day, notAfter: time + 300 * day });
  expect(await complaints(env)).toMatchObject([{ check: 'clock', ok: false }, trialFailed]);
});

test.each([
  'postgres://postgres@127.0.0.1:1/p2core',
  'postgres://postgres@localhost:1/p2core',
  'postgres://postgres@no-such-host.invalid/p2core',
])('it finds that %s cannot be reached', async (database) => {
  const env = { P2CORE_DATABASE: database, P2CORE_SEALING_KEY: sealingKey.toString('hex') };
  const findings = await complaints(env);
  expect(findings).toMatchObject([{ check: 'database', ok: false }]);
});

test('it finds a file that is no database', async () => {
  const findings = await complaints({ ...newEnv(), P2CORE_DATABASE: '/etc/hostname' });
  expect(findings).toMatchObject([{ check: 'database', ok: false }]);
});

test('it finds a database of another domain', async () => {
  const env = newEnv();
  await withOperator(env, async () => {});
  const findings = await complaints({ ...env, P2CORE_DOMAIN: 'other.example.com' });
  expect(findings).toMatchObject([{ check: 'database', ok: false }]);
  expect(findings[0]?.message).toContain('home.example.com');
});

test('it makes no database where there is none, and says so', async () => {
  const env = newEnv();
  expect(await complaints(env)).toMatchObject([{ check: 'database', ok: false }]);
  expect(existsSync(env.P2CORE_DATABASE)).toBe(false);
});
