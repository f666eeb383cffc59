import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@p2core/server';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { ensureAdminToken, openReferenceServer } from './reference-server.js';

/** A reference server that listens. */
export interface RunningServer {
  /** Its URL, without a slash at the end. */
  url: string;
  /** The administrator's token, at the first start alone, and only where the configuration gives none. */
  newAdminToken: string | undefined;
  /** Finishes the requests under way, then closes the database. */
  close(): Promise<void>;
}

/** Opens the database and listens. */
export async function serve(config: Config, logger: Logger): Promise<RunningServer> {
  const server = await openReferenceServer(config);
  const newAdminToken = await ensureAdminToken(server);
  const http = createServer(await createApp(server, logger));
  try {
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject).listen(config.port, config.host, resolve);
    });
  } catch (error) {
    await server.close();
    throw error;
  }
  const { port } = http.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    newAdminToken,
    async close() {
      await new Promise((resolve) => {
        http.close(resolve);
        http.closeIdleConnections();
      });
      await server.close();
    },
  };
}
