import { resolve } from 'node:path';
import { createClient } from '@p2core/client';
import { parseDomain } from '@p2core/id-cert';
import { pages as contractPages, type Page, schemas } from '@p2core/types';
import { compileProxies } from './http/proxy-addr.js';

/** The settings of a server, read from the environment. */
export interface Config {
  /** `PORT`: the TCP port, 3000 by default; 0 for any free one. */
  port: number;
  /** `HOST`: the address to listen on, 127.0.0.1 by default. */
  host: string;
  /** `P2CORE_DOMAIN`: the server's domain, `localhost` by default. It cannot change once the database knows it. */
  domain: string;
  /** `P2CORE_DATABASE`: a path (`./data/p2core.db` by default), `:memory:`, or `postgres://…`. */
  database: string;
  /** `P2CORE_ADMIN_TOKEN`: the administrator's token; made at the first start, where unset. */
  adminToken: string | undefined;
  /**
   * `P2CORE_SEALING_KEY`: 32 octets, hex or Base64, that encrypt private keys; by default `sealingKeyFile` has them.
   */
  sealingKey: string | undefined;
  /** Where the sealing key is kept, and made at the first start, if the environment does not give it. */
  sealingKeyFile: string;
  /** Where a new administrator's token is kept, if no terminal shows it. */
  adminTokenFile: string;
  /**
   * `P2CORE_HOME_SERVERS`: where other home servers are reached, for tests and private networks, as
   * `domain=URL` separated by commas; `https://<domain>` where a domain is not listed.
   */
  homeServers: ReadonlyMap<string, string>;
  /** `P2CORE_HOME_SERVER_CACHE`: how many seconds a home server's certificate is kept; an hour to twelve, an hour by default. */
  homeServerCacheLifetime: number;
  /** `P2CORE_METRICS_PORT`: where Prometheus finds `/metrics`; not served where unset. */
  metricsPort: number | undefined;
  /** `P2CORE_ACCESS_LOG`: `on` writes a line of JSON into the log for each request; off by default. */
  accessLog: boolean;
  /**
   * `P2CORE_RATE_LIMIT`: how many requests a minute an address, and a token, may make (R22); 6000 by default,
   * `undefined` for `off`.
   */
  rateLimit: number | undefined;
  /**
   * `P2CORE_TRUSTED_PROXIES`: the proxies whose `X-Forwarded-For` is believed, in the form of Express' `trust proxy`;
   * none by default.
   */
  trustedProxies: string | undefined;
  /** `P2CORE_REGISTRATION`: who may register (R27): nobody, people with an invitation (the default), or everybody. */
  registration: (typeof registrations)[number];
  /** `P2CORE_PAGES`: the pages of the protocol that are offered (R25); all by default. */
  pages: ReadonlySet<Page>;
  /** `P2CORE_SECOND_FACTOR`: `password` asks for the actor's password on sensitive actions (R41); off by default. */
  secondFactor: (typeof secondFactors)[number];
  /** `P2CORE_ID_CERT_LIFETIME`: how many seconds an ID-Cert is valid (R29); a year by default. */
  idCertLifetime: number;
  /** `P2CORE_SECOND_OPINION`: `on` has express-openapi-validator judge each request too, in shadow; off by default. */
  secondOpinion: boolean;
}

const pages = Object.keys(contractPages) as Page[];
const requiredPages = pages.filter((page) => contractPages[page].required);
const registrations = ['closed', 'invite', 'open'] as const;
const secondFactors = ['off', 'password'] as const;

/** A variable of the environment has an unusable value; `message` says which and why. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment. Throws a `ConfigError` for a value that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const database = readDatabase(env.P2CORE_DATABASE || './data/p2core.db');
  return {
    port: readPort('PORT', env.PORT || '3000'),
    host: env.HOST || '127.0.0.1',
    domain: readDomain('P2CORE_DOMAIN', env.P2CORE_DOMAIN || 'localhost'),
    database,
    adminToken: readToken(env.P2CORE_ADMIN_TOKEN || undefined),
    sealingKey: env.P2CORE_SEALING_KEY || undefined,
    sealingKeyFile: beside(database, 'key'),
    adminTokenFile: beside(database, 'admin-token'),
    homeServers: readHomeServers(env.P2CORE_HOME_SERVERS || ''),
    homeServerCacheLifetime: readCacheLifetime(env.P2CORE_HOME_SERVER_CACHE || '3600'),
    metricsPort: env.P2CORE_METRICS_PORT
      ? readPort('P2CORE_METRICS_PORT', env.P2CORE_METRICS_PORT)
      : undefined,
    accessLog: readSwitch('P2CORE_ACCESS_LOG', env.P2CORE_ACCESS_LOG),
    rateLimit: readRateLimit(env.P2CORE_RATE_LIMIT || '6000'),
    trustedProxies: readProxies(env.P2CORE_TRUSTED_PROXIES || undefined),
    registration: readChoice(
      'P2CORE_REGISTRATION',
      env.P2CORE_REGISTRATION || 'invite',
      registrations,
    ),
    pages: readPages(env.P2CORE_PAGES || pages.join(',')),
    secondFactor: readChoice(
      'P2CORE_SECOND_FACTOR',
      env.P2CORE_SECOND_FACTOR || 'off',
      secondFactors,
    ),
    idCertLifetime: readLifetime(env.P2CORE_ID_CERT_LIFETIME || '31536000'),
    secondOpinion: readSwitch('P2CORE_SECOND_OPINION', env.P2CORE_SECOND_OPINION),
  };
}

/** Whether the database is a file, not in memory or on a server. */
export function isFile(database: string): boolean {
  return database !== ':memory:' && !isPostgres(database);
}

/** The path of a file beside the database; in `data/` if the database is not a file. */
function beside(database: string, extension: string): string {
  return isFile(database) ? `${database}.${extension}` : resolve('data', `p2core.${extension}`);
}

function isPostgres(database: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(database);
}

function readDatabase(value: string): string {
  if (!isFile(value)) return value;
  const scheme = /^[a-z][a-z0-9+.-]+:/i.exec(value)?.[0];
  if (scheme !== undefined) {
    throw new ConfigError(
      `P2CORE_DATABASE must be a path, ":memory:" or "postgres://…", not ${scheme}…`,
    );
  }
  return resolve(value);
}

function readPort(name: string, value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65535) {
    const advice = value.startsWith('tcp://')
      ? ': Kubernetes sets it so for a Service of that name: set it to a number, or "enableServiceLinks: false"'
      : '';
    throw new ConfigError(`${name} must be a number from 0 to 65535, not "${value}"${advice}`);
  }
  return port;
}

function readChoice<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  const known = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  throw new ConfigError(`${name} must be ${known}, not "${value}"`);
}

function readSwitch(name: string, value: string | undefined): boolean {
  return readChoice(name, value || 'off', ['on', 'off']) === 'on';
}

function readPages(value: string): ReadonlySet<Page> {
  const read = value.split(',').map((page) => readChoice('P2CORE_PAGES', page.trim(), pages));
  return new Set([...requiredPages, ...read]);
}

function readLifetime(value: string): number {
  const seconds = Number(value);
  const [shortest, longest] = [3600, 10 * 365 * 24 * 3600];
  if (!/^\d+$/.test(value) || seconds < shortest || seconds > longest) {
    throw new ConfigError(
      `P2CORE_ID_CERT_LIFETIME must be from ${shortest} to ${longest} seconds, not "${value}"`,
    );
  }
  return seconds;
}

function readDomain(name: string, value: string): string {
  try {
    return parseDomain(value);
  } catch (cause) {
    throw new ConfigError(`${name} must name a domain, not "${value}"`, { cause });
  }
}

function readToken(value: string | undefined): string | undefined {
  const { pattern, minLength } = schemas.SessionToken;
  if (value !== undefined && (value.length < minLength || !new RegExp(pattern).test(value))) {
    throw new ConfigError(
      `P2CORE_ADMIN_TOKEN must be at least ${minLength} characters of those a bearer token may have (RFC 6750)`,
    );
  }
  return value;
}

function readHomeServers(value: string): ReadonlyMap<string, string> {
  const entries = value.split(',').filter((entry) => entry.trim() !== '');
  return new Map(
    entries.map((entry) => {
      const [domain = '', url = ''] = entry.trim().split(/=(.*)/);
      if (!isBaseUrl(url)) {
        throw new ConfigError(`P2CORE_HOME_SERVERS must be "domain=URL,…"; "${entry}" is not`);
      }
      return [readDomain('P2CORE_HOME_SERVERS', domain), url];
    }),
  );
}

/** Whether look-ups can be sent to it: the client takes no URL with a user, a query or a fragment. */
function isBaseUrl(url: string): boolean {
  try {
    createClient({ baseUrl: url });
    return true;
  } catch {
    return false;
  }
}

function readCacheLifetime(value: string): number {
  const seconds = Number(value);
  const [shortest, longest] = [3600, 12 * 3600];
  if (!/^\d+$/.test(value) || seconds < shortest || seconds > longest) {
    throw new ConfigError(
      `P2CORE_HOME_SERVER_CACHE must be from ${shortest} to ${longest} seconds, not "${value}"`,
    );
  }
  return seconds;
}

function readRateLimit(value: string): number | undefined {
  if (value === 'off') return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    throw new ConfigError(`P2CORE_RATE_LIMIT must be requests a minute, or "off", not "${value}"`);
  }
  return Number(value);
}

/** Checks the value as Express will read it (`trust proxy`). */
function readProxies(value: string | undefined): string | undefined {
  try {
    if (value !== undefined) compileProxies(value);
    return value;
  } catch (cause) {
    throw new ConfigError(
      `P2CORE_TRUSTED_PROXIES must be addresses, networks or "loopback", not "${value}"`,
      { cause },
    );
  }
}
