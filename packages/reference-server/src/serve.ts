import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContractServer, type Limits, type Logger } from '@p2core/server';
import { ensureAdminToken } from './admin-token.js';
import { createApp, createMetricsApp } from './app.js';
import type { ChaosOptions } from './chaos/chaos.js';
import type { Config } from './config.js';
import { type AccessEntry, observeAccess } from './http/access-log.js';
import { listenAt } from './http/listen-at.js';
import { requestGate } from './http/request-gate.js';
import { createRateLimits } from './limits/rate-limits.js';
import type { Metrics } from './metrics/metrics.js';
import { Passwords } from './passwords/passwords.js';
import { openReferenceServer, type ReferenceServer } from './reference-server.js';

/** A reference server that listens. */
export interface RunningServer {
  /** Its URL, without a slash at the end. */
  url: string;
  /** The URL of its metrics, if it serves them. */
  metricsUrl: string | undefined;
  /** Whether this start made the database. */
  isNew: boolean;
  /** The administrator's token, if this start made it. */
  newAdminToken: string | undefined;
  /** Waits for the requests under way, then closes the database. */
  close(): Promise<void>;
}

/** How long requests under way may take after the server is stopped. */
const patienceInMilliseconds = 10_000;

/** The options of `serve` besides the configuration. */
interface ServeExtras {
  /** Misbehaves on purpose. */
  chaos?: ChaosOptions | undefined;
  /** Limits of time and memory that differ from the defaults. */
  limits?: Partial<Limits>;
  /** Gets an entry for each request, whether or not the configuration asks for a log. */
  accessLog?: ((entry: AccessEntry) => void) | undefined;
  /** The file for a new administrator's token, which only its owner can read. */
  adminTokenFile?: string | undefined;
}

/**
 * Listens, then opens or makes the database: a start that cannot listen leaves nothing behind. It makes the
 * administrator's token last, because that is shown only once. Earlier requests wait.
 */
export async function serve(
  config: Config,
  logger: Logger,
  { chaos, limits = {}, accessLog, adminTokenFile }: ServeExtras = {},
): Promise<RunningServer> {
  const listening: Server[] = [];
  let server: ReferenceServer | undefined;
  const close = async () => {
    await Promise.all(listening.map(stop));
    await server?.close();
  };
  const listen = async (http: Server, variable: string, port: number) => {
    await listenAt(http, variable, port, config.host);
    listening.push(http);
    return urlOf(http, config.host);
  };

  try {
    const { rateLimit } = config;
    const newRateLimits = () => (rateLimit === undefined ? [] : createRateLimits(rateLimit));
    const metrics = config.metricsPort === undefined ? undefined : await loadMetrics();
    const passwords = new Passwords();
    const gate = requestGate();
    const http = createContractServer(gate.app, { logger, limits });
    if (accessLog) http.prependListener('request', observeAccess(accessLog));
    const url = await listen(http, 'PORT', config.port);
    let metricsUrl: string | undefined;
    if (metrics && config.metricsPort !== undefined) {
      const metricsApp = createMetricsApp(config, newRateLimits(), metrics.serve);
      const http = createContractServer(metricsApp, { logger, limits });
      metricsUrl = `${await listen(http, 'P2CORE_METRICS_PORT', config.metricsPort)}/metrics`;
    }
    server = await openReferenceServer(config, { create: true });
    const measure = metrics?.middleware;
    const secondOpinion = config.secondOpinion
      ? await askToo(logger, metrics?.countComparison)
      : undefined;
    if (secondOpinion) http.prependListener('request', secondOpinion.observe);
    const rateLimits = newRateLimits();
    const parts = { passwords, rateLimits, measure, secondOpinion, chaos };
    gate.open(await createApp(server, logger, parts));
    const newAdminToken = await ensureAdminToken(config, server.store, adminTokenFile);
    return { url, metricsUrl, isNew: server.isNew, newAdminToken, close };
  } catch (error) {
    for (const http of listening) http.closeAllConnections();
    await close();
    throw error;
  }
}

async function askToo(logger: Logger, count: Metrics['countComparison'] = () => {}) {
  const { createSecondOpinion, loadJudge } = await import('./second-opinion/index.js');
  return createSecondOpinion(await loadJudge(), logger, count);
}

async function loadMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./metrics/metrics.js');
  return createMetrics();
}

function urlOf(http: Server, host: string): string {
  const { port } = http.address() as AddressInfo;
  // RFC 6874: the zone of a link-local address.
  const inUrl = host.includes(':') ? `[${host.replace('%', '%25')}]` : host;
  return `http://${inUrl}:${port}`;
}

/** Lets requests under way finish, and closes the remaining connections after `patienceInMilliseconds`. */
async function stop(http: Server): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  http.closeIdleConnections();
  const patience = setTimeout(() => http.closeAllConnections(), patienceInMilliseconds);
  await closed;
  clearTimeout(patience);
}
