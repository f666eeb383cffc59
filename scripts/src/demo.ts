/**
 * Starts a reference server with a throw-away database, calls every operation through the client, and shows requests
 * and answers. Exits with 1 if an answer is not the expected one.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@p2core/client';
import {
  addActor,
  addEvent,
  addKeyPackages,
  addSession,
  openReferenceServer,
  readConfig,
  serve,
} from '@p2core/reference-server';
import { makeKeyPackages } from '@p2core/reference-server/fixtures';
import { operations } from '@p2core/types';

const folder = await mkdtemp(join(tmpdir(), 'p2core-demo-'));
const config = readConfig({ PORT: '0', P2CORE_DATABASE: join(folder, 'demo.db') });
const running = await serve(config, console);
const called = new Set<string>();

try {
  await demonstrate(running.url, running.newAdminToken as string);
  const missing = Object.keys(operations).filter((operationId) => !called.has(operationId));
  if (missing.length > 0) throw new Error(`not shown: ${missing.join(', ')}`);
  console.log(`\nAll ${called.size} operations answered as the contract says.`);
} catch (error) {
  console.error(`\nFAILED  ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await running.close();
  await rm(folder, { recursive: true });
}

async function demonstrate(url: string, adminToken: string): Promise<void> {
  const session = await prepareActor();
  const fetch = printingFetch();
  const anyone = createClient({ baseUrl: url, fetch });
  const alice = createClient({ baseUrl: url, fetch, token: session.token });
  const administrator = createClient({ baseUrl: url, fetch, token: adminToken });
  const { fid, session_id } = session;
  const now = Math.floor(Date.now() / 1000);

  await show('A client asks for a challenge to sign', anyone, 'getChallenge', {}, (answer) => {
    return answer.status === 200 && answer.body.expires > now;
  });
  const { body: certificate } = await show(
    "Anyone reads the server's certificate",
    anyone,
    'getServerIdCert',
    {},
    (answer) => answer.status === 200 && new X509Certificate(answer.body).ca,
  );
  const server = new X509Certificate(certificate as string);
  await show(
    '… and the key that it certifies, by the same rules',
    anyone,
    'getServerPublicKey',
    { timestamp: now },
    (answer) =>
      answer.status === 200 &&
      answer.body === server.publicKey.export({ type: 'spki', format: 'pem' }),
  );
  await show(
    `… and the certificates of ${fid}, which the server signed`,
    anyone,
    'getActorIdCerts',
    { fid, session_id },
    (answer) =>
      answer.status === 200 &&
      answer.body.idcerts.length === 1 &&
      new X509Certificate(answer.body.idcerts[0] as string).verify(server.publicKey),
  );
  await show(
    "Alice's client hands in the certificate of its session",
    alice,
    'updateSessionIdCert',
    { body: session.id_cert as string },
    (answer) => answer.status === 201,
  );
  await show(
    'It fetches KeyPackages, to invite Alice to a group',
    alice,
    'getKeyPackages',
    { fid },
    (answer) => answer.status === 200 && answer.body.length === 1,
  );
  await show(
    'An administrator rotates the server key',
    administrator,
    'rotateServerIdentityKey',
    {},
    (answer) => answer.status === 200 && answer.body !== certificate,
  );
  await show(
    "Alice's client fetches the events that it missed, the rotation among them",
    alice,
    'getEvents',
    {},
    (answer) => answer.status === 200 && answer.body.some(({ op }) => op === '6'),
  );
  await show(
    '… and ends its session',
    alice,
    'deleteSession',
    { session_id },
    (answer) => answer.status === 204,
  );
  await show(
    '… after which its token is worth nothing',
    alice,
    'getEvents',
    {},
    (answer) => answer.status === 401,
  );
}

async function prepareActor() {
  const server = await openReferenceServer(config);
  try {
    const { fid } = await addActor(server, 'alice');
    const session = await addSession(server, 'alice');
    const sessionId = session.session_id;
    const key = createPrivateKey(session.private_key ?? '').export({ format: 'jwk' });
    const identity = { idCert: session.id_cert ?? '', seed: Buffer.from(key.d ?? '', 'base64url') };
    const keyPackages = await makeKeyPackages(identity, 2);
    await addKeyPackages(server, fid, { sessionId, lastResort: false, keyPackages });
    await addEvent(server, fid, { sessionId, op: '3', data: { greeting: 'welcome' } });
    return session;
  } finally {
    await server.close();
  }
}

type Operation = keyof Client;
type AnswerOf<Id extends Operation> = Awaited<ReturnType<Client[Id]>>;

async function show<Id extends Operation>(
  title: string,
  client: Client,
  operationId: Id,
  request: NonNullable<Parameters<Client[Id]>[0]>,
  isAsExpected: (answer: AnswerOf<Id>) => boolean,
): Promise<{ body?: unknown }> {
  console.log(`\n${title}: ${operationId}`);
  const call = client[operationId] as (request: unknown) => Promise<AnswerOf<Id>>;
  const answer = await call(request);
  const { headers: _headers, ...shown } = answer as { headers: Headers; body?: unknown };
  console.log(indent(readable(shown)));
  if (!isAsExpected(answer)) throw new Error(`${operationId} answered ${JSON.stringify(shown)}`);
  called.add(operationId);
  return shown;
}

function printingFetch(): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const token = request.headers.has('authorization') ? '  (with a token)' : '';
    console.log(indent(`→ ${request.method} ${decodeURIComponent(request.url)}${token}`));
    const response = await globalThis.fetch(request);
    console.log(indent(`← ${response.status} ${response.headers.get('content-type') ?? ''}`));
    return response;
  };
}

/** JSON in which long strings, such as PEMs, are cut. */
function readable(value: unknown): string {
  const cut = (_key: string, item: unknown) =>
    typeof item === 'string' && item.length > 80 ? `${item.slice(0, 60)}… (${item.length})` : item;
  return JSON.stringify(value, cut, 2);
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
