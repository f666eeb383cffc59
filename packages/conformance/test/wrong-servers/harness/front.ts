import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import type { Fixture } from '../../../src/fixture/fixture.js';
import type { NewFault } from '../wrong-server.js';
import { ClientGoneError, fieldsOf, healthyServer } from './healthy.js';
import { type Answer, withFields } from './message.js';

/** A wrong server that listens. */
export interface Front {
  /** The fixture of the front. */
  readonly fixture: Fixture;
  /** Errors in the code of a fault; they do not count as a caught fault. */
  readonly mishaps: readonly unknown[];
  close(): Promise<void>;
}

/** The front accepts malformed requests; the server behind it refuses them. */
const lenient = { requireHostHeader: false, maxHeaderSize: 2 ** 20 };

/** Listens in front of the healthy server of a fixture, and passes each request to the fault. */
export async function startFront(healthy: Fixture, newFault: NewFault): Promise<Front> {
  const mishaps: unknown[] = [];
  const fault = newFault();
  const http = createServer(lenient, async (incoming, outgoing) => {
    try {
      const { method = '', url: target = '' } = incoming;
      const request = {
        method,
        target,
        headers: fieldsOf(incoming),
        content: await buffer(incoming),
      };
      const server = healthyServer(healthy.url, healthy, () => isGone(incoming));
      write(await fault(request, server), method, outgoing);
    } catch (error) {
      if (!(error instanceof ClientGoneError)) mishaps.push(error);
      outgoing.destroy();
    }
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    fixture: { ...healthy, url: `http://127.0.0.1:${port}` },
    mishaps,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Whether the client has reset the connection; what it did before this was asked for is seen two turns later. */
async function isGone({ socket }: IncomingMessage): Promise<boolean> {
  await turn();
  await turn();
  return socket.destroyed;
}

function write(answer: Answer, method: string, outgoing: ServerResponse): void {
  const { status, content } = answer;
  const hasContent = method !== 'HEAD' && status !== 204 && status !== 304;
  const length = hasContent ? { 'Content-Length': String(content.length) } : {};
  outgoing.sendDate = false;
  outgoing.writeHead(status, [...withFields(answer, length).headers].flat());
  outgoing.end(hasContent ? content : undefined);
}
