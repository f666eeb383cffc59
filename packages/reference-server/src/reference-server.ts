import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Config, ConfigError, isFile } from './config.js';
import { explainFileError } from './database-file.js';
import { fetchedHomeServers } from './federation/fetched-home-servers.js';
import { foreignHomeServers } from './federation/foreign-home-servers.js';
import type { HomeServers } from './federation/home-servers.js';
import { withOwnHomeServer } from './federation/own-home-server.js';
import { Identities } from './pki/identities.js';
import { makeSealingKey, readSealingKey } from './pki/key-file.js';
import { UnsealError } from './pki/seal.js';
import { Challenges } from './sessions/challenges.js';
import { openStore, type Store } from './store/store.js';

/** The parts of a reference server without its HTTP, which `serve` and the other commands share. */
export interface ReferenceServer {
  readonly config: Config;
  readonly store: Store;
  readonly identities: Identities;
  readonly homeServers: HomeServers;
  readonly challenges: Challenges;
  /** Whether its first identity was made by this call. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

/** The options of `openReferenceServer`. */
interface OpenOptions {
  /** Makes the database, the sealing key and the first certificate if there are none. Only `serve` sets it. */
  create?: boolean;
}

/**
 * Opens a server's database.
 *
 * @throws {ConfigError} where there is no database, it belongs to a server of another domain, or its sealing key is
 *   missing
 * @throws {UnsealError} where the sealing key is not that of the database
 */
export async function openReferenceServer(
  config: Config,
  { create = false }: OpenOptions = {},
): Promise<ReferenceServer> {
  await readGivenKey(config); // An unusable key is refused before anything is made.
  const store = await openServerStore(config, create);
  try {
    const isEmpty = (await store.serverIdentities.current()) === undefined;
    const given = await readGivenKey(config);
    if (!isEmpty && given === undefined) throw noSealingKey(config);
    const domain = await demandDomain(config, store);
    const sealingKey = given ?? (await makeSealingKey(config.sealingKeyFile));
    const identities = new Identities(store, domain, sealingKey, config.idCertLifetime);
    const isNew = await identities.ensureFirst();
    await identities.signer().catch((error) => {
      throw error instanceof UnsealError ? wrongSealingKey(config, error) : error;
    });
    const homeServers = withOwnHomeServer(
      foreignHomeServers(fetchedHomeServers(config.homeServers), {
        lifetime: config.homeServerCacheLifetime,
        limited: config.rateLimit !== undefined,
      }),
      domain,
      identities,
      store.idCerts,
    );
    const challenges = await Challenges.of(domain, sealingKey);
    const close = () => store.close();
    return { config, store, identities, homeServers, challenges, isNew, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens the database without checking its keys. It must be a server's, unless `create` is set. */
export async function openServerStore(config: Config, create = false): Promise<Store> {
  const { database } = config;
  if (!create && isFile(database) && !existsSync(database)) throw noDatabase(config);
  const store = await openStore(database, { create }).catch((error: Error) => {
    throw isFile(database) ? explainFileError(database, error) : error;
  });
  if (store === undefined) throw noDatabase(config);
  if (!create && (await store.serverIdentities.current()) === undefined) {
    await store.close();
    throw noDatabase(config);
  }
  return store;
}

/** The database's name for messages: the URL of a PostgreSQL server may hold a password. */
export function nameOf({ database }: Config): string {
  return isFile(database) ? database : 'PostgreSQL';
}

/** @throws {ConfigError} where the database belongs to the server of another domain */
export async function demandDomain(config: Config, { settings }: Store): Promise<string> {
  const { domain } = config;
  const known = (await settings.get('domain')) ?? (await settings.setOnce('domain', domain));
  if (known === domain) return domain;
  throw new ConfigError(
    `the database (${nameOf(config)}) belongs to the server of ${known}, but P2CORE_DOMAIN is ${domain}: set P2CORE_DOMAIN=${known}, or name another database in P2CORE_DATABASE`,
  );
}

async function readGivenKey(config: Config): Promise<Buffer | undefined> {
  if (config.database === ':memory:') return randomBytes(32);
  return readSealingKey({ env: config.sealingKey, path: config.sealingKeyFile }).catch((error) => {
    throw error.code === 'ENOTDIR' ? explainFileError(config.database, error) : error;
  });
}

function noDatabase(config: Config): ConfigError {
  const where = isFile(config.database) ? `at ${config.database}` : 'in PostgreSQL';
  return new ConfigError(
    `there is no server's database ${where} (P2CORE_DATABASE): name the right one, or make it with "p2core-server serve"`,
  );
}

function noSealingKey({ sealingKeyFile }: Config): ConfigError {
  return new ConfigError(
    `the sealing key of the database is gone: put it back at ${sealingKeyFile} (mode 600), or set P2CORE_SEALING_KEY`,
  );
}

/** Makes an error that says where the wrong key came from. */
export function wrongSealingKey(
  { sealingKey, sealingKeyFile }: Config,
  cause: unknown,
): UnsealError {
  const where = sealingKey ? 'P2CORE_SEALING_KEY' : sealingKeyFile;
  return new UnsealError(
    `the server's private key was sealed with another key than that in ${where}: bring the one that the database was made with`,
    { cause },
  );
}
