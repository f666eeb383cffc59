/** Hostile clients: each opens one connection, misuses it, and closes it. */
import { connect, type Socket } from 'node:net';
import { operations } from '@p2core/types';

/** Where a stranger goes, and what he asks for. */
export interface Aim {
  port: number;
  /** A target with an answer of many octets, or the largest that there is. */
  large: string;
}

type Stranger = (socket: Socket, aim: Aim) => Promise<void>;

const { path: small } = operations.getChallenge;
const { path: withContent } = operations.deleteSession;

const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`;
const content = `DELETE ${withContent} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer nobody\r\nContent-Length: 20\r\n\r\n`;
const chunked = `DELETE ${withContent} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`;

/** Sends this, waits a moment, and breaks the connection. */
const sendAndReset =
  (octets: string): Stranger =>
  async (socket) => {
    socket.write(octets);
    await pause();
    socket.resetAndDestroy();
  };

/** Sends this, ends its side, and reads the answer. */
const sendAndEnd =
  (octets: string): Stranger =>
  async (socket) => {
    socket.end(octets);
    await closed(socket);
  };

/** Asks for this without reading the answer. */
const neverRead =
  (octets: (aim: Aim) => string): Stranger =>
  async (socket, aim) => {
    socket.pause();
    socket.write(octets(aim));
    await pause(50);
    socket.resetAndDestroy();
  };

export const strangers = {
  'resets before anything': sendAndReset(''),
  'resets in the request line': sendAndReset('GET /.p2/co'),
  'resets in a header field': sendAndReset(`GET ${small} HTTP/1.1\r\nHost: a`),
  'resets after the head': sendAndReset(get(small)),
  'resets before the content': sendAndReset(content),
  'resets in the content': sendAndReset(`${content}{"session`),
  'resets after the content': sendAndReset(`${content}{"session_id":"one"}`),
  'resets in a chunk': sendAndReset(`${chunked}5\r\n{"`),
  'resets after a malformed chunk': sendAndReset(`${chunked}zz\r\n`),
  'resets after Expect': sendAndReset(
    content.replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n'),
  ),
  'resets after garbage': sendAndReset('GARBAGE\r\n\r\n'),
  'resets after CONNECT': sendAndReset('CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n'),
  'resets after data in a tunnel': sendAndReset('CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\ndata'),
  'resets after an offer to upgrade': sendAndReset(
    get(small).replace('\r\n\r\n', '\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
  ),
  async 'resets in the answer'(socket, { large }) {
    socket.write(get(large));
    await new Promise((resolve) => socket.once('data', resolve).once('close', resolve));
    socket.resetAndDestroy();
  },
  'ends in the head': sendAndEnd(`GET ${small} HTTP/1.1\r\nHo`),
  'ends in the content': sendAndEnd(`${content}{"session`),
  'ends after the request': sendAndEnd(get(small)),
  'pipelines and hangs up': neverRead(({ large }) => get(large).repeat(100)),
  'pipelines more than anybody needs': neverRead(() => get(small).repeat(300)),
  'pipelines half a request and hangs up': neverRead(
    ({ large }) => get(large).repeat(10) + get(small).slice(0, 20),
  ),
  'pipelines and says that nothing more comes': async (socket, { large }) => {
    socket.pause();
    socket.end(get(large).repeat(20));
    await pause(50);
  },
  'never reads': neverRead(({ large }) => get(large)),
  'never reads, in HTTP/1.0': neverRead(({ large }) => `GET ${large} HTTP/1.0\r\n\r\n`),
} satisfies Record<string, Stranger>;

/** What many strangers got. */
export interface Outcome {
  connections: number;
  /** How many of each status they read. */
  statuses: Record<string, number>;
}

/** Lets this many strangers connect, of all kinds in turn, some at the same time. */
export async function letIn(count: number, aim: Aim, atOnce = 40): Promise<Outcome> {
  const kinds = Object.values(strangers);
  const statuses: Record<string, number> = {};
  let connections = 0;
  async function come(): Promise<void> {
    while (connections < count) {
      const kind = kinds[connections++ % kinds.length] as Stranger;
      await visit(kind, aim, (status) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
      });
    }
  }
  await Promise.all(Array.from({ length: atOnce }, come));
  return { connections, statuses };
}

async function visit(kind: Stranger, aim: Aim, count: (status: string) => void): Promise<void> {
  const socket = connect({ port: aim.port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  if (socket.destroyed) return;
  socket.on('data', (chunk) => {
    for (const [, status] of chunk.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
      count(status as string);
    }
  });
  await kind(socket, aim);
  socket.destroy();
}

const pause = (time = 100 * Math.random() ** 2) =>
  new Promise((resolve) => setTimeout(resolve, time));

const closed = (socket: Socket) =>
  new Promise<void>((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
