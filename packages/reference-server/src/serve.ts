import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerProtocolErrors, type Logger } from '@p2core/server';
import { createApp } from './app.js';
import type { ChaosOptions } from './chaos/chaos.js';
import type { Config } from './config.js';
import type { Metrics } from './metrics.js';
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

/** What a stranger may take of the server's time and memory for one request. */
const limits = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16 * 1024 };

/** How long requests under way may take when the server stops. */
const patienceInMilliseconds = 10_000;

/** Opens the database and listens. With `chaos`, it misbehaves on purpose. */
export async function serve(
  config: Config,
  logger: Logger,
  chaos?: ChaosOptions,
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
    const metrics = config.metricsPort === undefined ? undefined : await loadMetrics();
    const http = createServer(
      limits,
      await createApp(server, logger, { measure: metrics?.middleware, chaos }),
    );
    answerProtocolErrors(http);
    const url = await listen(http, config.port);
    const metricsUrl =
      metrics && `${await listen(metrics.server, config.metricsPort ?? 0)}/metrics`;
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
