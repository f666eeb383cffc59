import { webcrypto } from 'node:crypto';
import { createIdCsr, signChallenge } from '@p2core/id-cert';
import { Passwords } from '../../src/passwords/passwords.js';
import type { WireAnswer } from './exchange.js';
import type { TestServer } from './server.js';

export type Keys = webcrypto.CryptoKeyPair;

/** A password of the tests. */
export const password = 'correct horse battery';

/** New keys of a session: Ed25519. */
export async function newKeys(): Promise<Keys> {
  const keys = await webcrypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  return keys as Keys;
}

/** An ID-CSR, PEM, for new keys where none are given. */
export async function newCsr(fid: string, sessionId = 'phone', keys?: Keys): Promise<string> {
  return createIdCsr({ fid, sessionId, keys: keys ?? (await newKeys()) });
}

/** Sends JSON to an operation. */
export function post(
  server: TestServer,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<WireAnswer> {
  const content = JSON.stringify(body);
  return server.send({ method: 'POST', path, contentType: 'application/json', content, headers });
}

/** What became of it: the status, and the error's code where it is one. */
export function outcome(answer: WireAnswer): string {
  const { status } = answer;
  return status < 400 ? String(status) : `${status} ${answer.json.error}`;
}

const hashes = new Map<string, Promise<string>>();
const passwords = new Passwords();

let made = 0;

/** Registers an actor with the tests' password whom no other test knows. Returns its Federation ID. */
export async function newActorWithPassword({ operator }: TestServer): Promise<string> {
  const fid = `member-${++made}@${operator.config.domain}`;
  const hash = hashes.get(password) ?? passwords.hash(password, { key: 'tests', wrong: 0 });
  hashes.set(password, hash);
  await operator.store.actors.register({ fid, createdAt: 1000, passwordHash: await hash });
  return fid;
}

/** What `trust` may be given. */
export interface TrustOptions {
  sessionId?: string;
  keys?: Keys;
  csr?: string;
  secret?: string;
  headers?: Record<string, string>;
}

/** Begins a session of an actor at home. */
export async function trust(
  server: TestServer,
  fid: string,
  { sessionId = 'phone', keys, csr, secret = password, headers }: TrustOptions = {},
): Promise<WireAnswer> {
  const body = {
    actor_name: fid.split('@')[0],
    csr: csr ?? (await newCsr(fid, sessionId, keys)),
    auth_payload: { password: secret },
  };
  return post(server, '/session/trust', body, headers);
}

/** A session that was begun at home, with its keys. */
export interface OwnSession {
  readonly fid: string;
  readonly session_id: string;
  readonly keys: Keys;
  readonly id_cert: string;
  readonly token: string;
}

/** Begins a session of an actor, by default of one whom no other test knows. */
export async function newOwnSession(
  server: TestServer,
  { fid, sessionId = 'phone' }: { fid?: string; sessionId?: string } = {},
): Promise<OwnSession> {
  const actor = fid ?? (await newActorWithPassword(server));
  const keys = await newKeys();
  const answer = await trust(server, actor, { sessionId, keys });
  if (answer.status !== 201) throw new Error(answer.text);
  return { fid: actor, session_id: sessionId, keys, ...answer.json };
}

/** A new challenge of a server. */
export async function newChallenge(server: TestServer): Promise<string> {
  return (await server.send({ path: '/challenge' })).json.challenge;
}

/** The content of `identify` for a challenge. */
export async function identification(
  { keys, id_cert }: Pick<OwnSession, 'keys' | 'id_cert'>,
  challenge: string,
): Promise<{ completed_challenge: { challenge: string; signature: string }; id_cert: string }> {
  const octets = await signChallenge(challenge, keys.privateKey);
  const signature = Buffer.from(octets).toString('base64');
  return { completed_challenge: { challenge, signature }, id_cert };
}

/** Logs in with an ID-Cert. */
export async function identify(
  server: TestServer,
  session: Pick<OwnSession, 'keys' | 'id_cert'>,
  headers?: Record<string, string>,
): Promise<WireAnswer> {
  const content = await identification(session, await newChallenge(server));
  return post(server, '/session/identify', content, headers);
}
