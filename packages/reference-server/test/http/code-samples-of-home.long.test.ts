/** The code samples of the other pages, run: what only its maker can sign stands in the place of the examples. */
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createIdCsr, signChallenge } from '@p2core/id-cert';
import { operations, type Page, pages } from '@p2core/types';
import { afterAll, describe, expect, test } from 'vitest';
import { makeKeyPackages } from '../../src/operator/mls-key-package.js';
import { newActor, newSession, type TestSession } from '../support/actors.js';
import { documents, readSamples, runSample, type Sample } from '../support/code-samples.js';
import { startServer } from '../support/server.js';

const password = 'correct horse battery staple';

/** Within the package, so that Node finds the client. */
const folder = await mkdtemp(fileURLToPath(new URL('../.samples-', import.meta.url)));
const server = await startServer({ P2CORE_REGISTRATION: 'open' });
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

type Id = keyof typeof operations;

async function post(id: Id, body: object, token?: string): Promise<void> {
  const { method, path } = operations[id];
  const headers = {
    'Content-Type': 'application/json',
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
}

/** The keys of a session, as WebCrypto has them. */
async function keysOf({ private_key }: TestSession): Promise<CryptoKeyPair> {
  const key = createPrivateKey(private_key ?? '');
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { d: _, ...jwk } = key.export({ format: 'jwk' });
  const publicKey = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', true, ['verify']);
  return { privateKey, publicKey };
}

async function newCsr({ fid, session_id: sessionId }: Pick<TestSession, 'fid' | 'session_id'>) {
  const keys = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  return createIdCsr({ fid, sessionId, keys });
}

async function newKeyPackage({ id_cert: idCert, private_key }: TestSession): Promise<string> {
  const { d = '' } = createPrivateKey(private_key ?? '').export({ format: 'jwk' });
  const [one = ''] = await makeKeyPackages({ idCert, seed: Buffer.from(d, 'base64url') }, 1);
  return one;
}

function serialOf({ id_cert }: TestSession): string {
  return BigInt(`0x${new X509Certificate(id_cert).serialNumber}`).toString();
}

async function uploadFor(session: TestSession): Promise<string> {
  const key_data = generateKeyPairSync('ed25519').privateKey.export({
    ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password },
  });
  await post('uploadKeyMaterial', { key_data }, session.token);
  return serialOf(session);
}

let registered = 0;

async function register(): Promise<string> {
  const actor_name = `sampled-${++registered}`;
  await post('createIdentity', { actor_name, auth_payload: { password } });
  return actor_name;
}

async function completed(session: TestSession) {
  const { challenge } = (await (await fetch(server.url + operations.getChallenge.path)).json()) as {
    challenge: string;
  };
  const { privateKey } = await keysOf(session);
  const signature = Buffer.from(await signChallenge(challenge, privateKey)).toString('base64');
  return { challenge, signature };
}

const csr = /-----BEGIN CERTIFICATE REQUEST-----.*?-----END CERTIFICATE REQUEST-----\\n/;
const idCert = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\\n/;
const keyPackage = /AAEAAS[A-Za-z0-9+/]+=*/;
const serial = (number: number) => new RegExp(`(?<=["'=])${number}(?=["'&])`);

/** What takes the place of the examples of each operation, for a session; text as JSON strings have it. */
const replacements: Partial<Record<Id, (session: TestSession) => Promise<[RegExp, string][]>>> = {
  rotateSessionIdCert: async (session) => [[csr, await newCsr(session)]],
  uploadKeyMaterial: async (session) => [[serial(3), serialOf(session)]],
  getKeyMaterial: storedTwice,
  deleteKeyMaterial: storedTwice,
  addKeyPackages: async (session) => [[keyPackage, await newKeyPackage(session)]],
  replaceLastResortKeyPackage: async (session) => [[keyPackage, await newKeyPackage(session)]],
  createIdentity: async () => [[/(?<=["'])alice(?=["'])/, `sampled-${++registered}`]],
  trustSession: async () => {
    const name = await register();
    const request = await newCsr({ fid: `${name}@home.example.com`, session_id: 'sampled' });
    return [
      [/(?<=["'])alice(?=["'])/, name],
      [csr, request],
    ];
  },
  identify: async (session) => {
    const { challenge, signature } = await completed(session);
    return [
      [/(?<=challenge["']?: ?["'])[A-Za-z0-9]{64,}/, challenge],
      [/(?<=signature["']?: ?["'])[A-Za-z0-9+/=]+/, signature],
      [idCert, session.id_cert],
    ];
  },
};

async function storedTwice(session: TestSession): Promise<[RegExp, string][]> {
  const other = await newSession(server, { fid: session.fid });
  return [
    [serial(3), await uploadFor(session)],
    [serial(6), await uploadFor(other)],
  ];
}

/** The status of an answer that is no error. */
function statusOf(operationId: Id): string {
  const [status = ''] = Object.keys(operations[operationId].responses);
  return status;
}

describe('the samples of both documents', async () => {
  const samples = (await Promise.all(documents.map(readSamples)))
    .flat()
    .filter(({ 'x-p2-page': page }) => !pages[page as Page].required)
    .map(({ operationId, sample }): [Id, string, Sample] => [
      operationId as Id,
      sample.label,
      sample,
    ]);

  test.each(samples)('%s: %s', async (operationId, _, { lang, source }) => {
    const session = await newSession(server, { fid: await newActor(server) });
    let program = source.replaceAll('https://home.example.com', server.url);
    for (const [example, actual] of (await replacements[operationId]?.(session)) ?? []) {
      expect(program).toMatch(example);
      program = program.replace(example, () => JSON.stringify(actual).slice(1, -1));
    }
    const { stdout, stderr } = await runSample(
      { lang, source: program },
      { cwd: folder, token: session.token },
    );
    expect(stderr).toBe('');
    if (lang === 'JavaScript') expect(stdout).toMatch(/\S/);
    else expect(stdout).toMatch(new RegExp(`\\b${statusOf(operationId)}\\b`));
    expect(stdout).not.toMatch(/P2CORE_/);
  });
});
