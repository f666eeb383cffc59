import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server in place of another one. It counts its connections. */
export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Connections that were opened. */
  connections(): number;
  /** The targets that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function listen(answer: RequestListener): Promise<Listener> {
  const asked: string[] = [];
  let connections = 0;
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    connections: () => connections,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
