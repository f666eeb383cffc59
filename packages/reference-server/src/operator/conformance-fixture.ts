import { createPrivateKey, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { allOperations } from '@p2core/types';
import { now } from '../clock/clock.js';
import { issueWithStoredKey } from '../pki/issue-with-stored-key.js';
import { generateKeyPair } from '../pki/keys.js';
import { createServerIdentity } from '../pki/server-identity.js';
import type { ReferenceServer } from '../reference-server.js';
import { adminTokenSetting } from '../sessions/principal.js';
import { hashToken, sameHash } from '../sessions/tokens.js';
import { addActor, setPassword } from './actors.js';
import { addEvent } from './add-event.js';
import { OperatorError } from './errors.js';
import { addInvitation } from './invitations.js';
import { addKeyPackages } from './key-packages.js';
import { type AddedSession, addSession } from './sessions.js';

const spareSessions = 24;
const stockOfKeyPackages = 24;
const waitingEvents = 12;
/** The number of actors that the kit registers in one run. */
const registrations = 32;

/** Milliseconds to wait so that the next ID-Cert begins in a later second; each begins one second in the past. */
const untilLaterBeginning = 2000;

/** A domain that does not exist (RFC 2606). */
const unreachableDomain = 'nobody.invalid';

/** The server's URL and its administrator's token, whose hash alone is in the database. */
interface FixtureOptions {
  url: string;
  administratorToken: string | undefined;
}

/**
 * Makes the actors, sessions, KeyPackages and events that the conformance kit needs for all its cases. Returns the
 * kit's fixture, as the kit's schema describes it. A run uses the fixture up, so each call makes a new one.
 */
export async function makeConformanceFixture(
  server: ReferenceServer,
  { url, administratorToken }: FixtureOptions,
) {
  await checkAdministratorToken(server, administratorToken);
  const password = newPassword();
  const asksSecondFactor = server.config.secondFactor === 'password';
  const newActor = () => addActorWith(server, asksSecondFactor ? password : undefined);
  const actor = await newActor();
  const otherActor = await newActor();
  return {
    url,
    domain: server.config.domain,
    ...(administratorToken !== undefined && { administratorToken }),
    actor: { fid: actor, sessions: await newSessions(server, actor, 2) },
    otherActor: { fid: otherActor, sessions: await newSessions(server, otherActor, 1) },
    unreachableSession: await newUnreachableSession(server),
    keyPackages: await newStock(server, await newActor()),
    events: await newEvents(server, actor),
    spareSessions: await newSpareSessions(server, actor),
    registration: await newRegistration(server, password),
    ...(asksSecondFactor && { secondFactor: password }),
    pages: [...server.config.pages],
    optionalRoutes: allOperations.flatMap(({ optional, operationId }) =>
      optional ? [operationId] : [],
    ),
    /** This server speaks only HTTP: with TLS there is a proxy in front of it. */
    direct: new URL(url).protocol === 'http:',
    destructive: true,
  };
}

/** The credentials for the kit's own actors, with an invitation where one is needed (R27). */
export async function newRegistration(server: ReferenceServer, password = newPassword()) {
  const authPayload = { password };
  if (server.config.registration !== 'invite') return { authPayload };
  const invitations: { invite: string }[] = [];
  while (invitations.length < registrations) {
    const { invite } = await addInvitation(server, '1');
    invitations.push({ invite });
  }
  return { authPayload, invitations };
}

async function checkAdministratorToken(
  { store }: ReferenceServer,
  token: string | undefined,
): Promise<void> {
  if (token === undefined) return;
  const hash = await store.settings.get(adminTokenSetting);
  if (hash !== undefined && !sameHash(hash, hashToken(token))) {
    throw new OperatorError("the token is not that of this database's administrator");
  }
}

function newPassword(): string {
  return randomBytes(16).toString('hex');
}

async function addActorWith(
  server: ReferenceServer,
  password: string | undefined,
): Promise<string> {
  const { fid } = await addActor(server, `conformance-${randomBytes(6).toString('hex')}`);
  if (password !== undefined) await setPassword(server, fid, password);
  return fid;
}

const idAndToken = ({ session_id: id, token }: AddedSession) => ({ id, token });

async function newSessions(server: ReferenceServer, fid: string, count: number) {
  const sessions: ReturnType<typeof idAndToken>[] = [];
  while (sessions.length < count) sessions.push(idAndToken(await addSession(server, fid)));
  return sessions;
}

/** Their ID-Certs begin later than those of the actor's first sessions, so that the order can be tested (R7). */
async function newSpareSessions(server: ReferenceServer, fid: string) {
  await sleep(untilLaterBeginning);
  return newSessions(server, fid, spareSessions);
}

async function newUnreachableSession(server: ReferenceServer) {
  const fid = `conformance-${randomBytes(6).toString('hex')}@${unreachableDomain}`;
  const sessionId = randomBytes(16).toString('hex');
  const validity = { notBefore: now() - 60, notAfter: now() + 24 * 60 * 60 };
  const idCert = await issueWithStoredKey({
    ...{ fid, sessionId, ...validity },
    publicKey: generateKeyPair().publicKey,
    issuer: await createServerIdentity({ domain: unreachableDomain, ...validity }),
  });
  const session = await addSession(server, fid, { sessionId });
  return { fid, ...idAndToken(session), idCert: idCert.pem };
}

/** Two sessions, so that the kit can test that each gives its own KeyPackage. */
async function newStock(server: ReferenceServer, fid: string) {
  const sessions = [await newSessionWithStock(server, fid), await newSessionWithStock(server, fid)];
  return { fid, stock: stockOfKeyPackages, lastResort: true, sessions };
}

async function newSessionWithStock(server: ReferenceServer, fid: string) {
  const { makeKeyPackages } = await import('./mls-key-package.js');
  const session = await addSession(server, fid);
  const [last = '', ...others] = await makeKeyPackages(
    { idCert: session.id_cert ?? '', seed: seedOf(session.private_key ?? '') },
    stockOfKeyPackages + 1,
  );
  const add = (lastResort: boolean, keyPackages: string[]) =>
    addKeyPackages(server, fid, { sessionId: session.session_id, lastResort, keyPackages });
  await add(true, [last]);
  await add(false, others);
  return idAndToken(session);
}

function seedOf(privateKey: string): Buffer {
  return Buffer.from(createPrivateKey(privateKey).export({ format: 'jwk' }).d ?? '', 'base64url');
}

async function newEvents(server: ReferenceServer, fid: string) {
  const session = await addSession(server, fid);
  for (let number = 1; number <= waitingEvents; number++) {
    await addEvent(server, fid, { sessionId: session.session_id, op: '8', data: { number } });
  }
  return { session: idAndToken(session), waiting: waitingEvents };
}
