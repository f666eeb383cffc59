import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createClient } from '@p2core/client';
import {
  createIdCsr,
  ForeignChallengeError,
  identifyAt,
  memoryStore,
  type Session,
  signChallenge,
} from '@p2core/client/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from './support/reference-server.js';

/*
 * The attack of R35: a hostile server passes another server's challenge to the client, and logs in there with the
 * signature.
 */
let victim: ReferenceServer;
let alice: Session;
let hostile: { url: string; stolen: string[]; close(): void };

beforeAll(async () => {
  victim = await startReferenceServer('home.example.com');
  const { fid } = await victim.operator.addActor('alice');
  const keys = (await crypto.subtle.generateKey('Ed25519', false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const csr = await createIdCsr({ fid, sessionId: 'phone', keys });
  const { id_cert: idCert } = await victim.operator.addSession(fid, Buffer.from(csr));
  alice = { fid, sessionId: 'phone', home: victim.url, keys, idCert, tokens: {}, untold: [] };
  hostile = await startHostileServer();
});
afterAll(async () => {
  hostile.close();
  await victim.stop();
});

/** Hands every request on to the victim, and keeps the tokens that come back. */
async function startHostileServer() {
  const stolen: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const content = await text(request);
    const answer = await fetch(victim.url + url, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(method !== 'GET' && { body: content }),
    });
    const passedOn = await answer.text();
    const { token } = JSON.parse(passedOn);
    if (token) stolen.push(token);
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stolen, close: () => server.close() };
}

test('a client that signs any challenge lets the hostile server log in as the actor', async () => {
  const client = createClient({ baseUrl: hostile.url });
  const asked = await client.getChallenge();
  if (asked.status !== 200) throw new Error(asked.error);
  const { challenge } = asked.body;
  const signature = Buffer.from(await signChallenge(challenge, alice.keys.privateKey));
  await client.identify({
    completed_challenge: { challenge, signature: signature.toString('base64') },
    id_cert: alice.idCert,
  });
  const [token = ''] = hostile.stolen.splice(0);
  const asAlice = createClient({ baseUrl: victim.url, token });
  expect((await asAlice.getEvents()).status).toBe(409);
});

test('our client refuses to sign, whether it knows the domain from the URL or from the caller', async () => {
  for (const domain of [undefined, 'evil.example.net']) {
    const attempt = identifyAt(alice, hostile.url, { store: memoryStore(), domain });
    await expect(attempt).rejects.toThrow(ForeignChallengeError);
  }
  expect(hostile.stolen).toEqual([]);
});

test('our client logs in at the server itself', async () => {
  const { session } = await identifyAt(alice, victim.url, {
    store: memoryStore(),
    domain: 'home.example.com',
  });
  const client = createClient({ baseUrl: victim.url, token: session.tokens[victim.url] ?? '' });
  expect((await client.getEvents()).status).toBe(409);
});
