import { randomBytes } from 'node:crypto';
import { type Config, ConfigError } from './config.js';
import { cachedHomeServers } from './federation/cached-home-servers.js';
import type { HomeServers } from './federation/home-servers.js';
import { withOwnHomeServer } from './federation/own-home-server.js';
import { Identities } from './identities.js';
import { loadSealingKey } from './pki/key-file.js';
import { adminTokenSetting } from './principal.js';
import { openStore, type Store } from './store/store.js';
import { createToken, hashToken } from './tokens.js';

/** The parts of a reference server, without its HTTP: what `serve` and the other commands share. */
export interface ReferenceServer {
  readonly config: Config;
  readonly store: Store;
  readonly identities: Identities;
  readonly homeServers: HomeServers;
  close(): Promise<void>;
}

/**
 * Opens the database, and at the first time makes the sealing key and the first certificate. Throws a `ConfigError`
 * where the database belongs to a server of another domain.
 */
export async function openReferenceServer(config: Config): Promise<ReferenceServer> {
  const store = await openStore(config.database);
  try {
    const domain = await store.settings.setOnce('domain', config.domain);
    if (domain !== config.domain) {
      throw new ConfigError(
        `the database belongs to the server of ${domain}, but P2CORE_DOMAIN is ${config.domain}`,
      );
    }
    const identities = new Identities(store, domain, await sealingKey(config));
    await identities.ensureFirst();
    await identities.signer();
    const homeServers = withOwnHomeServer(
      cachedHomeServers(homeServersOf(config), config.homeServerCacheLifetime),
      domain,
      identities,
    );
    return { config, store, identities, homeServers, close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Sets the administrator's token: the one of the configuration, or at the first start a new one, which is returned so
 * that it can be shown this once.
 */
export async function ensureAdminToken({
  config,
  store,
}: ReferenceServer): Promise<string | undefined> {
  if (config.adminToken !== undefined) {
    await store.settings.set(adminTokenSetting, hashToken(config.adminToken));
    return undefined;
  }
  const token = createToken();
  const hash = hashToken(token);
  return (await store.settings.setOnce(adminTokenSetting, hash)) === hash ? token : undefined;
}

/** What asks other home servers is loaded when the first is to be asked, so that a start need not wait for it. */
function homeServersOf({ homeServers }: Config): HomeServers {
  return {
    async certificateAt(domain, time) {
      const { fetchedHomeServers } = await import('./federation/fetched-home-servers.js');
      return fetchedHomeServers(homeServers).certificateAt(domain, time);
    },
  };
}

async function sealingKey(config: Config): Promise<Buffer> {
  if (config.database === ':memory:') return randomBytes(32);
  return loadSealingKey({ path: config.sealingKeyFile, env: config.sealingKey });
}
