import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from './support/reference-server.js';
import { type Application, writeApplication } from './support/typescript.js';

const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, block]) => block as string);

/** The code of each `@example` in docstrings. */
const docstringExamples = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(folder, 'src', path), 'utf8'))
  .flatMap((source) => [...source.matchAll(/@example\n(.*?)\*\//gs)])
  .map(([, example = '']) => example.replace(/^\s*\* ?/gm, ''));

/** The declarations that the examples of docstrings use without writing them. */
const given = `
import { type Answer, type Client, createClient } from '@p2core/client';
import {
  createIdCsr, enrol, followActor, type IdCert, identifyAt, importPublicKey, indexedDbStore,
  publishKeyPackages, renew, revoke, type Session, type SessionStore, signChallenge, verifyIdCert,
} from '@p2core/client/identity';
import { type KeptKeyPackage, mlsKeyPackages } from '@p2core/client/mls';
import { createFetchClient } from '@p2core/client/openapi-fetch';
import { contractValidator } from '@p2core/client/validate';
declare const client: Client;
declare const answer: Extract<Answer<'getChallenge'>, { status: 200 }>;
declare const keys: CryptoKeyPair;
declare const idCert: IdCert;
declare const serverIdCert: string;
declare const signature: Uint8Array<ArrayBuffer>;
declare const message: Uint8Array<ArrayBuffer>;
declare const store: SessionStore;
declare const session: Session;
declare const password: string;
declare const invite: string;
declare const kept: KeptKeyPackage[];
declare const keep: (made: readonly KeptKeyPackage[]) => Promise<void>;
`;

const expected = [
  [/^Certificates of Alice: 1\n$/],
  [/^Certificates of Alice, by openapi-fetch: 1\n$/],
  [
    /-----BEGIN CERTIFICATE REQUEST-----/,
    /^Signature: 64 octets$/m,
    /^Session phone: trusted$/m,
    /^Refused: 0$/m,
  ],
  [/^Enrolled: bob@localhost$/m, /^Tokens: 1$/m, /^Servers told: 0$/m],
  [/^As the contract says: 200\n$/],
];

let server: ReferenceServer;
let application: Application;

beforeAll(async () => {
  server = await startReferenceServer('localhost', { P2CORE_REGISTRATION: 'open' });
  const { fid } = await server.operator.addActor('alice');
  await server.operator.addSession(fid, undefined, 'phone');
  const modules = blocks.map((block) => block.replaceAll('http://127.0.0.1:3000', server.url));
  application = await writeApplication({
    ...Object.fromEntries(modules.map((text, index) => [`readme-${index}`, text])),
    docstrings: given + docstringExamples.map((example) => `{\n${example}}\n`).join(''),
  });
});
afterAll(async () => {
  await server.stop();
  await application.remove();
});

test('the examples of the README and of docstrings compile', async () => {
  expect(docstringExamples.length).toBeGreaterThan(10);
  await application.compile();
});

test('the examples of the README print the results that they show', async () => {
  expect(blocks).toHaveLength(expected.length);
  for (const [index, patterns] of expected.entries()) {
    const printed = await application.run(`readme-${index}`);
    for (const pattern of patterns) expect(printed).toMatch(pattern);
  }
});
