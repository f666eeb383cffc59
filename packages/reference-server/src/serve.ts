import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContractServer, type Limits, type Logger } from '@p2core/server';
import { createApp, newApp } from './app.js';
import type { ChaosOptions } from './chaos/chaos.js';
import type { Config } from './config.js';
import type { Metrics } from './metrics.js';
import { onlyGet } from './only-get.js';
import { createRateLimits } from './rate-limits.js';
import { ensureAdminToken, openReferenceServer } from './reference-server.js';

/** A reference server that listens. */
export interface RunningServer {
  /** Its URL, without a slash at the end. */
  url: string;
  /** Where its metrics are, if it serves any. */
  metricsUrl: string | undefined;
  /** The administrator's token, at the first start alone, and only where the configuration gives none. */
  newAdminToken: string | undefined;
  /** Finishes the requests under way, then closes the database. */
  close(): Promise<void>;
}

/** How long requests under way may take when the server stops. */
const patienceInMilliseconds = 10_000;

/** What a server may have beside its configuration. */
export interface ServeExtras {
  /** Misbehaves on purpose. */
  chaos?: ChaosOptions | undefined;
  /** Limits of time and memory that differ from the default ones. */
  limits?: Partial<Limits>;
}

/** Opens the database and listens. */
export async function serve(
  config: Config,
  logger: Logger,
  { chaos, limits = {} }: ServeExtras = {},
): Promise<RunningServer> {
  const server = await openReferenceServer(config);
  const listening: Server[] = [];
  const listen = async (http: Server, port: number) => {
    http.listen(port, config.host);
    await once(http, 'listening');
    listening.push(http);
    return urlOf(http, config.host);
  };
  const close = async () => {
    await Promise.all(listening.map(stop));
    await server.close();
  };

  try {
    const newAdminToken = await ensureAdminToken(server);
    const rateLimits = config.rateLimit === undefined ? [] : createRateLimits(config.rateLimit);
    const metrics = config.metricsPort === undefined ? undefined : await loadMetrics();
    const app = await createApp(server, logger, {
      rateLimits,
      measure: metrics?.middleware,
      chaos,
    });
    const url = await listen(createContractServer(app, { logger, limits }), config.port);
    let metricsUrl: string | undefined;
    if (metrics && config.metricsPort !== undefined) {
      const metricsApp = newApp(server);
      for (const rateLimit of rateLimits) metricsApp.use(rateLimit);
      onlyGet(metricsApp, '/metrics', metrics.serve);
      const http = createContractServer(metricsApp, { logger, limits });
      metricsUrl = `${await listen(http, config.metricsPort)}/metrics`;
    }
    return { url, metricsUrl, newAdminToken, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function loadMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./metrics.js');
  return createMetrics();
}

function urlOf(http: Server, host: string): string {
  const { port } = http.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Lets requests under way finish, but nobody hold the server up: after a while every connection is cut. */
async function stop(http: Server): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  http.closeIdleConnections();
  const patience = setTimeout(() => http.closeAllConnections(), patienceInMilliseconds);
  await closed;
  clearTimeout(patience);
}
