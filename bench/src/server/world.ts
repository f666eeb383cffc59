import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import {
  type AddedSession,
  addActor,
  addEvent,
  addKeyPackages,
  addSession,
  openReferenceServer,
  type ReferenceServer,
  readConfig,
} from '@p2core/reference-server';
import { makeKeyPackages } from '@p2core/reference-server/fixtures';
import {
  type ServerProcess,
  startReferenceServer,
  startServer,
} from '../measure/server-process.js';

export const adminToken = 'administrator-of-the-benchmark';

/** One of the compared servers, with a database of its own. */
export interface World {
  readonly server: ServerProcess;
  readonly operator: ReferenceServer;
  /** An actor with one session, which has a last resort and no other KeyPackage. */
  readonly alice: AddedSession;
  /** An actor with a hundred sessions. */
  readonly listeners: readonly AddedSession[];
  /** An actor with key material and a last resort that was signed. */
  readonly bob: AddedSession & { readonly lastResort: string };
  close(): Promise<void>;
}

/** Fills an empty database, and starts a server on it: the reference server, or bare Express. */
export async function openWorld(database: string, kind: 'reference' | 'bare'): Promise<World> {
  const env = {
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_DATABASE: database,
    P2CORE_SEALING_KEY: '5e'.repeat(32),
    P2CORE_ADMIN_TOKEN: adminToken,
    P2CORE_RATE_LIMIT: 'off',
  };
  let server = await startReferenceServer(env);
  const operator = await openReferenceServer(readConfig(env));
  await addActor(operator, 'alice');
  const alice = await addSession(operator, 'alice', { sessionId: 'phone' });
  await addKeyPackages(operator, 'alice', {
    sessionId: alice.session_id,
    lastResort: true,
    keyPackages: await keyPackagesOf(alice, 1),
  });
  const listeners = await addSessions({ operator }, 100);
  const bob = await addBob(operator);
  if (kind === 'bare') {
    await server.stop();
    server = await startServer(new URL('../servers/bare-sql.ts', import.meta.url), [
      database,
      adminToken,
    ]);
  }
  return {
    ...{ server, operator, alice, listeners, bob },
    async close() {
      await operator.close();
      await server.stop();
    },
  };
}

/** An encrypted private key, PEM. */
export const keyData = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
  .toString();

let added = 0;

/** Adds an actor, with some sessions. */
export async function addSessions(
  { operator }: Pick<World, 'operator'>,
  count: number,
): Promise<AddedSession[]> {
  const { fid } = await addActor(operator, `actor-${++added}`);
  const sessions = [];
  for (let made = 0; made < count; made++) sessions.push(await addSession(operator, fid));
  return sessions;
}

async function addBob(operator: ReferenceServer): Promise<World['bob']> {
  await addActor(operator, 'bob');
  const bob = await addSession(operator, 'bob', { sessionId: 'phone' });
  const { fid, session_id: sessionId } = bob;
  await operator.store.keyMaterial.add({ fid, sessionId, keyData, most: 1 });
  const [lastResort = ''] = await keyPackagesOf(bob, 1);
  await addKeyPackages(operator, fid, { sessionId, lastResort: true, keyPackages: [lastResort] });
  return { ...bob, lastResort };
}

/** Makes this many KeyPackages, signed by a session. */
export function keyPackagesOf(
  { id_cert: idCert, private_key: privateKey }: AddedSession,
  count: number,
): Promise<string[]> {
  const der = createPrivateKey(privateKey ?? '').export({ format: 'der', type: 'pkcs8' });
  return makeKeyPackages({ idCert: idCert ?? '', seed: der.subarray(-32) }, count);
}

/** Gives Alice's session this many KeyPackages. */
export async function stock({ operator, alice }: World, count: number): Promise<void> {
  const keyPackages = await keyPackagesOf(alice, count);
  const sessionId = alice.session_id;
  await addKeyPackages(operator, alice.fid, { sessionId, lastResort: false, keyPackages });
}

/** Queues an event for each listener. */
export async function tellAll({ operator, listeners }: World): Promise<void> {
  for (const { fid, session_id: sessionId } of listeners) {
    await addEvent(operator, fid, { sessionId, op: '8', data: { text: 'hello' } });
  }
}
