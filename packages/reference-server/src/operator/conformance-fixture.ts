import { createPrivateKey, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { operations } from '@p2core/types';
import { now } from '../clock.js';
import { issueIdCert } from '../pki/issue-id-cert.js';
import { generateKeyPair } from '../pki/keys.js';
import { createServerIdentity } from '../pki/server-identity.js';
import { adminTokenSetting } from '../principal.js';
import type { ReferenceServer } from '../reference-server.js';
import { hashToken, sameHash } from '../tokens.js';
import { addActor } from './actors.js';
import { addEvent } from './add-event.js';
import { OperatorError } from './errors.js';
import { addKeyPackages } from './key-packages.js';
import { type AddedSession, addSession } from './sessions.js';

const spareSessions = 24;
const stockOfKeyPackages = 24;
const waitingEvents = 12;

/** Milliseconds after which a session's ID-Cert begins in a later second, although it begins one second back. */
const untilLaterBeginning = 2000;

/** A domain that no server can have (RFC 2606). */
const unreachableDomain = 'nobody.invalid';

/** Where the server is, and its administrator's token, of which the database knows the hash alone. */
export interface FixtureOptions {
  url: string;
  administratorToken: string | undefined;
}

/**
 * Makes what the conformance kit needs to try everything: new actors with sessions, KeyPackages and events. Returns
 * the kit's fixture, which the kit's own schema describes. Each call makes all of it anew, for a run uses it up.
 */
export async function makeConformanceFixture(
  server: ReferenceServer,
  { url, administratorToken }: FixtureOptions,
) {
  await checkAdministratorToken(server, administratorToken);
  const actor = await newActor(server);
  const otherActor = await newActor(server);
  return {
    url,
    domain: server.config.domain,
    ...(administratorToken !== undefined && { administratorToken }),
    actor: { fid: actor, sessions: await newSessions(server, actor, 2) },
    otherActor: { fid: otherActor, sessions: await newSessions(server, otherActor, 1) },
    unreachableSession: await newUnreachableSession(server),
    keyPackages: await newStock(server),
    events: await newEvents(server, actor),
    spareSessions: await newSpareSessions(server, actor),
    optionalRoutes: Object.values(operations).flatMap(({ optional, operationId }) =>
      optional ? [operationId] : [],
    ),
    destructive: true,
  };
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

async function newActor(server: ReferenceServer): Promise<string> {
  const { fid } = await addActor(server, `conformance-${randomBytes(6).toString('hex')}`);
  return fid;
}

const idAndToken = ({ session_id: id, token }: AddedSession) => ({ id, token });

async function newSessions(server: ReferenceServer, fid: string, count: number) {
  const sessions: ReturnType<typeof idAndToken>[] = [];
  while (sessions.length < count) sessions.push(idAndToken(await addSession(server, fid)));
  return sessions;
}

/** With ID-Certs that begin later than those of the actor's first sessions, so that their order can be seen (R7). */
async function newSpareSessions(server: ReferenceServer, fid: string) {
  await sleep(untilLaterBeginning);
  return newSessions(server, fid, spareSessions);
}

async function newUnreachableSession(server: ReferenceServer) {
  const fid = `conformance-${randomBytes(6).toString('hex')}@${unreachableDomain}`;
  const sessionId = randomBytes(16).toString('hex');
  const validity = { notBefore: now() - 60, notAfter: now() + 24 * 60 * 60 };
  const idCert = await issueIdCert({
    ...{ fid, sessionId, ...validity },
    publicKey: generateKeyPair().publicKey,
    issuer: await createServerIdentity({ domain: unreachableDomain, ...validity }),
  });
  const session = await addSession(server, fid, { sessionId });
  return { fid, ...idAndToken(session), idCert: idCert.pem };
}

/** Two sessions, so that it can be seen that each gives its own. */
async function newStock(server: ReferenceServer) {
  const fid = await newActor(server);
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
