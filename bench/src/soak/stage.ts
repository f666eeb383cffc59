/** The servers of a soak: one for each database, the home server of the foreign actors, and an impostor of that. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  addActor,
  addSession,
  openReferenceServer,
  type ReferenceServer,
  readConfig,
  serve,
} from '@p2core/reference-server';
import { findPostgres, startPostgres } from '@p2core/testing/postgres';
import { type ServerProcess, startReferenceServer } from '../measure/server-process.js';

/** A server under load. */
export interface Stage {
  readonly database: 'SQLite' | 'PostgreSQL';
  readonly server: ServerProcess;
  /** The same database, as the operator's commands see it. */
  readonly operator: ReferenceServer;
  readonly adminToken: string;
  /** The size of its write-ahead log, in octets. */
  walSize(): number;
}

/** A server in this process, and its operator. */
interface LocalServer {
  readonly url: string;
  readonly operator: ReferenceServer;
}

/** All servers of a soak, and how to end them. */
export interface Theatre {
  readonly stages: readonly Stage[];
  /** The home server of the foreign actors. */
  readonly home: LocalServer;
  /** A server that claims the same domain with another key. */
  readonly impostor: LocalServer;
  close(): Promise<void>;
}

const homeDomain = 'other.example.org';
const adminToken = 'administrator-of-the-soak';

/** Starts everything, with all files in `folder`. */
export async function openTheatre(folder: string): Promise<Theatre> {
  const closing: (() => Promise<unknown>)[] = [];
  const local = async (name: string): Promise<LocalServer> => {
    const config = readConfig({
      PORT: '0',
      P2CORE_DOMAIN: homeDomain,
      P2CORE_DATABASE: join(folder, `${name}.db`),
    });
    const running = await serve(config, { error: console.error });
    closing.push(() => running.close());
    const operator = await openReferenceServer(config);
    closing.push(() => operator.close());
    return { url: running.url, operator };
  };
  const [home, impostor] = [await local('home'), await local('impostor')];

  const start = async (
    database: Stage['database'],
    path: string,
    walSize: () => number,
  ): Promise<Stage> => {
    const env = {
      P2CORE_DOMAIN: 'home.example.com',
      P2CORE_DATABASE: path,
      P2CORE_ADMIN_TOKEN: adminToken,
      P2CORE_SEALING_KEY: '5e'.repeat(32),
      P2CORE_HOME_SERVERS: `${homeDomain}=${home.url}`,
      P2CORE_METRICS_PORT: '0',
      // Every client has an address of its own, which it tells in X-Forwarded-For.
      P2CORE_TRUSTED_PROXIES: 'loopback',
    };
    const server = await startReferenceServer(env);
    closing.push(() => server.stop());
    const operator = await openReferenceServer(readConfig(env));
    closing.push(() => operator.close());
    return { database, server, operator, adminToken, walSize };
  };

  const file = join(folder, 'p2core.db');
  const stages = [await start('SQLite', file, () => sizeOf(`${file}-wal`))];
  const programs = findPostgres();
  if (programs === undefined) console.log('PostgreSQL is not installed here: SQLite alone.');
  else {
    const postgres = await startPostgres(programs);
    closing.unshift(() => postgres.stop());
    const log = join(postgres.folder, 'data', 'pg_wal');
    stages.push(await start('PostgreSQL', await postgres.newDatabase(), () => sizeOfAll(log)));
  }
  return {
    ...{ stages, home, impostor },
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };
}

/** A session of an actor of `homeDomain`: its ID-Cert by that server, and one that the impostor made for it. */
export async function addForeignSession(
  { home, impostor }: Theatre,
  { operator }: Stage,
  name: string,
): Promise<{ token: string; idCert: string; forged: string }> {
  const sessionId = `${name}-abroad`;
  const [own, forged] = await Promise.all(
    [home, impostor].map(async (server) => {
      await addActor(server.operator, name);
      return (await addSession(server.operator, name, { sessionId })).id_cert ?? '';
    }),
  );
  const { token } = await addSession(operator, `${name}@${homeDomain}`, { sessionId });
  return { token, idCert: own ?? '', forged: forged ?? '' };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function sizeOfAll(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0);
}
