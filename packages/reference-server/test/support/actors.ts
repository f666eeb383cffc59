import { randomBytes } from 'node:crypto';
import { now } from '../../src/clock/clock.js';
import { addActor } from '../../src/operator/actors.js';
import { addEvent } from '../../src/operator/add-event.js';
import { type AddedSession, addSession } from '../../src/operator/sessions.js';
import { issueWithStoredKey } from '../../src/pki/issue-with-stored-key.js';
import { generateKeyPair } from '../../src/pki/keys.js';
import { createServerIdentity } from '../../src/pki/server-identity.js';
import type { TestServer } from './server.js';
import { addStock } from './stock.js';

/** A session as `addSession` makes it; `id_cert` is '' for that of a foreign actor. */
export interface TestSession extends AddedSession {
  id_cert: string;
}

let made = 0;

/** Registers an actor, by default one whom no other test knows. Returns its Federation ID. */
export async function newActor(
  { operator }: TestServer,
  local = `actor-${++made}`,
): Promise<string> {
  return (await addActor(operator, local)).fid;
}

/** Adds a session of `fid`, by default of an actor whom no other test knows. */
export async function newSession(
  server: TestServer,
  { fid, sessionId }: { fid?: string; sessionId?: string } = {},
): Promise<TestSession> {
  const added = await addSession(server.operator, fid ?? (await newActor(server)), { sessionId });
  return { ...added, id_cert: added.id_cert ?? '' };
}

/** Who signs ID-Certs: a server certificate and its private key. */
export type Issuer = Parameters<typeof issueWithStoredKey>[0]['issuer'];

/** An ID-Cert, PEM, that the server issues without recording it. By default it is valid for a day from now. */
export async function issue(
  server: TestServer,
  { fid, session_id: sessionId }: { fid: string; session_id: string },
  given: { notBefore?: number; notAfter?: number; issuer?: Issuer } = {},
): Promise<string> {
  const { publicKey } = generateKeyPair();
  const issuer = await server.operator.identities.signer();
  const day = { notBefore: now(), notAfter: now() + 24 * 60 * 60 };
  return (await issueWithStoredKey({ fid, sessionId, publicKey, issuer, ...day, ...given })).pem;
}

/** An impostor of a domain's home server with a key of its own, valid for a day from now. */
export function impostor(domain: string): Promise<Issuer> {
  return createServerIdentity({ domain, notBefore: now(), notAfter: now() + 24 * 60 * 60 });
}

/** Adds `count` new KeyPackages to the session's stock. Returns them, in the order in which they are given out. */
export async function stock(
  server: TestServer,
  { fid, session_id: sessionId }: AddedSession,
  count: number,
  { lastResort = false } = {},
): Promise<string[]> {
  const keyPackages = Array.from({ length: count }, () => randomBytes(48).toString('base64'));
  await addStock(server.operator, fid, { sessionId, lastResort, keyPackages });
  return keyPackages;
}

/** Queues an event of opcode 8 with this data for the session. */
export async function queue(
  server: TestServer,
  { fid, session_id: sessionId }: AddedSession,
  data: object,
): Promise<void> {
  await addEvent(server.operator, fid, { sessionId, op: '8', data });
}
