import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Fixture } from '../../src/fixture/fixture.js';
import { fieldsOf, healthyServer } from '../wrong-servers/harness/healthy.js';
import type { Answer } from '../wrong-servers/harness/message.js';

/** Writes an answer octet by octet. */
export type Writer = (answer: Answer, method: string) => Buffer;

/** The settings of a raw server. */
interface RawOptions {
  readonly host: string;
  /** The TLS settings; without them it speaks plain HTTP. */
  readonly tls?: Pick<ServerOptions, 'key' | 'cert'>;
  /** The path before the contract's path. */
  readonly basePath?: string;
}

/** Listens in front of the healthy server of a fixture, writes its answers by hand, and ends each connection. */
export async function startRawServer(
  healthy: Fixture,
  write: Writer,
  { host, tls, basePath = '' }: RawOptions,
): Promise<{ fixture: Fixture; close(): Promise<void> }> {
  const listener: RequestListener = (incoming) => void answer(incoming);
  const lenient = { requireHostHeader: false, maxHeaderSize: 2 ** 20 };
  const server = tls
    ? createSecureServer({ ...lenient, ...tls }, listener)
    : createServer(lenient, listener);

  async function answer(incoming: IncomingMessage): Promise<void> {
    const { method = '', url = '', socket } = incoming;
    const request = {
      ...{ method, target: url.startsWith(basePath) ? url.slice(basePath.length) : '/nowhere' },
      ...{ headers: fieldsOf(incoming), content: await buffer(incoming) },
    };
    const behind = healthyServer(healthy.url, healthy, async () => socket.destroyed);
    await behind.send(request).then(
      (given) => socket.end(write(given, method)),
      () => socket.destroy(),
    );
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    // It does not see when a client closes the connection.
    fixture: { ...healthy, url: origin + basePath, direct: false },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
