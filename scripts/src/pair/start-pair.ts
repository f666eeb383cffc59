import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, readConfig, serve } from '@p2core/reference-server';

/** One of two servers that know each other. */
export interface Server extends RunningServer {
  domain: string;
  /** The administrator's token. */
  adminToken: string;
}

/** Two servers with throw-away databases, each of which finds the other by its domain. */
export interface Pair {
  home: Server;
  chat: Server;
  close(): Promise<void>;
}

const domains = ['home.example.com', 'chat.example.org'] as const;

/** Starts two servers where anybody may register, on these ports; 0 is any free one. */
export async function startPair(wanted: readonly [number, number]): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-pair-'));
  const ports = [await portFor(wanted[0]), await portFor(wanted[1])] as const;
  const homeServers = domains.map((domain, index) => `${domain}=http://127.0.0.1:${ports[index]}`);
  const start = async (index: 0 | 1): Promise<Server> => {
    const domain = domains[index];
    const config = readConfig({
      PORT: String(ports[index]),
      P2CORE_DOMAIN: domain,
      P2CORE_DATABASE: join(folder, `${domain}.db`),
      P2CORE_HOME_SERVERS: homeServers.join(),
      P2CORE_REGISTRATION: 'open',
    });
    const running = await serve(config, console);
    return { ...running, domain, adminToken: running.newAdminToken ?? '' };
  };
  const home = await start(0);
  const chat = await start(1);
  return {
    ...{ home, chat },
    async close() {
      await Promise.all([home.close(), chat.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** The given port, or a free one for 0: each server must know the other's URL before it starts. */
async function portFor(wanted: number): Promise<number> {
  if (wanted !== 0) return wanted;
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
