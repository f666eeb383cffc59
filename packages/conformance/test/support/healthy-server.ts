/** Reference servers in this process, with their fixtures. */
import { createPrivateKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addActor,
  addEvent,
  addKeyPackages,
  addSession,
  openReferenceServer,
  type ReferenceServer,
  readConfig,
  serve,
} from '@p2core/reference-server';
import {
  makeConformanceFixture,
  makeKeyPackages,
  newRegistration,
} from '@p2core/reference-server/fixtures';
import { freePort } from '@p2core/testing/free-port';
import type { Case, Fixture } from '../../src/index.js';

const kitDomain = 'kit.example.org';
const homeDomain = 'home.example.com';
const foreignDomain = 'foreign.example.com';
const administratorToken = 'administrator-of-the-tests';

/** As many as one case needs. */
const few = { spareSessions: 2, keyPackages: 8, events: 6 };

/** A reference server in this process, without a fault. */
export interface HealthyServer {
  readonly url: string;
  /** A fixture for one run of the whole kit, or for any number of cases that use nothing up. */
  fixture(): Promise<Fixture>;
  /** Makes another such fixture. */
  newFixture(): Promise<Fixture>;
  /** The fixture, with new values for all that this case uses up. */
  fixtureFor(one: Case): Promise<Fixture>;
  /** The whole content of its database. */
  export(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a healthy server, and the home server of a foreign actor.
 *
 * @param settings environment variables that override the tests' defaults, such as `P2CORE_DATABASE`
 */
export async function startHealthyServer(settings: NodeJS.ProcessEnv = {}): Promise<HealthyServer> {
  const foreign = await start({ P2CORE_DOMAIN: foreignDomain });
  const homeServer = { domain: kitDomain, host: '127.0.0.1', port: await freePort() };
  const home = await start({
    P2CORE_DOMAIN: homeDomain,
    P2CORE_HOME_SERVERS: `${foreignDomain}=${foreign.url},${kitDomain}=http://127.0.0.1:${homeServer.port}`,
    ...settings,
  });
  const { url, operator } = home;
  let shared: Promise<Fixture> | undefined;

  const newFixture = async () => ({
    ...(await makeConformanceFixture(operator, { url, administratorToken })),
    foreignSession: await newForeignSession(operator, foreign.operator),
    homeServer,
  });
  const fixture = () => {
    shared ??= newFixture();
    return shared;
  };

  return {
    ...{ url, fixture, newFixture },
    fixtureFor: async ({ needs }) => ({
      ...(await fixture()),
      ...((needs.includes('spareSessions') || needs.includes('events')) &&
        (await newActor(operator, needs))),
      ...(needs.includes('keyPackages') && { keyPackages: await newStock(operator) }),
      ...(needs.includes('registration') && {
        registration: await newRegistration(operator, (await fixture()).secondFactor),
      }),
    }),
    export: async () => {
      const lines: string[] = [];
      await operator.store.export((line) => void lines.push(line));
      return lines.join('');
    },
    close: async () => {
      await home.close();
      await foreign.close();
    },
  };
}

async function start(settings: NodeJS.ProcessEnv) {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-healthy-'));
  const config = readConfig({
    PORT: '0',
    P2CORE_DATABASE: join(folder, 'p2core.db'),
    P2CORE_SEALING_KEY: 'a'.repeat(64),
    P2CORE_ADMIN_TOKEN: administratorToken,
    P2CORE_RATE_LIMIT: '1000000',
    ...settings,
  });
  const logger = { error: (...entry: unknown[]) => console.error(...entry) };
  const running = await serve(config, logger);
  const operator = await openReferenceServer(config);
  return {
    ...{ url: running.url, operator },
    async close() {
      await running.close();
      await operator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function newSession(server: ReferenceServer, fid: string) {
  const { session_id: id, token } = await addSession(server, fid);
  return { id, token };
}

async function newSessions(server: ReferenceServer, fid: string, count: number) {
  const sessions: { id: string; token: string }[] = [];
  while (sessions.length < count) sessions.push(await newSession(server, fid));
  return sessions;
}

async function newFid(server: ReferenceServer): Promise<string> {
  return (await addActor(server, `actor-${randomBytes(6).toString('hex')}`)).fid;
}

async function newActor(server: ReferenceServer, needs: Case['needs']): Promise<Partial<Fixture>> {
  const fid = await newFid(server);
  const actor = { fid, sessions: await newSessions(server, fid, 2) };
  if (!needs.includes('events')) {
    return { actor, spareSessions: await newSessions(server, fid, few.spareSessions) };
  }
  const session = await newSession(server, fid);
  for (let number = 1; number <= few.events; number++) {
    await addEvent(server, fid, { sessionId: session.id, op: '8', data: { number } });
  }
  return { actor, events: { session, waiting: few.events } };
}

async function newStock(server: ReferenceServer): Promise<NonNullable<Fixture['keyPackages']>> {
  const fid = await newFid(server);
  const sessions = [await newSessionWithStock(server, fid), await newSessionWithStock(server, fid)];
  return { fid, stock: few.keyPackages, lastResort: true, sessions };
}

async function newSessionWithStock(server: ReferenceServer, fid: string) {
  const { session_id: id, token, id_cert, private_key } = await addSession(server, fid);
  const { d = '' } = createPrivateKey(private_key ?? '').export({ format: 'jwk' });
  const [last = '', ...others] = await makeKeyPackages(
    { idCert: id_cert ?? '', seed: Buffer.from(d, 'base64url') },
    few.keyPackages + 1,
  );
  const add = (lastResort: boolean, keyPackages: string[]) =>
    addKeyPackages(server, fid, { sessionId: id, lastResort, keyPackages });
  await add(true, [last]);
  await add(false, others);
  return { id, token };
}

/** Makes a session at `server` for a new actor of `home`. */
async function newForeignSession(server: ReferenceServer, home: ReferenceServer) {
  const fid = await newFid(home);
  const { session_id: id, id_cert: idCert } = await addSession(home, fid);
  const { token } = await addSession(server, fid, { sessionId: id });
  return { fid, id, token, idCert: idCert ?? '' };
}
