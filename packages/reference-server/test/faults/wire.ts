import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to a server, at a port of its own, that can break. */
export interface Wire {
  readonly port: number;
  /** From now on no octets pass. Open connections stay open, so neither side notices. */
  partition(): void;
  /** From now on every connection is reset, those that are open too. */
  cut(): void;
  /** Passes the next message that holds `text` on, and resets the connection in place of its answer. */
  cutAfter(text: string): void;
  /** New connections come through again. Those that lost something stay silent for ever. */
  mend(): void;
  close(): void;
}

/** Lays a wire to the server that listens at a socket. */
export async function layWire(socket: string): Promise<Wire> {
  let state: 'whole' | 'silent' | 'cut' = 'whole';
  let last: string | undefined;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    open.add(near);
    near.on('error', () => {}).once('close', () => open.delete(near));
    if (state === 'cut') near.resetAndDestroy();
    if (state !== 'whole') return;
    const far = connect(socket);
    far.on('error', () => {});
    let isWhole = true;
    const carry = (from: Socket, to: Socket) => {
      from.on('data', (octets) => {
        isWhole &&= state === 'whole';
        if (!isWhole) return;
        to.write(octets);
        if (last === undefined || !octets.includes(last)) return;
        last = undefined;
        isWhole = false;
        near.resetAndDestroy();
      });
      from.once('close', () => {
        if (isWhole && state === 'whole') to.destroy();
      });
    };
    carry(near, far);
    carry(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    partition: () => {
      state = 'silent';
    },
    cut: () => {
      state = 'cut';
      for (const near of open) near.resetAndDestroy();
    },
    cutAfter: (text) => {
      last = text;
    },
    mend: () => {
      state = 'whole';
    },
    close: () => {
      server.close();
      for (const near of open) near.destroy();
    },
  };
}
