/** What hostile strangers do. Each act is of one of these kinds, and begins at a random moment with a random size. */
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { operations } from '@p2core/types';
import { newAddress } from './lawful.js';
import { addForeignSession, type Stage, type Theatre } from './stage.js';
import { pick, type Tally } from './tally.js';

/** How long an idle connection is held at most. Servers should close it sooner. */
const patience = 60_000;

const targets = [
  operations.getChallenge.path,
  operations.getServerIdCert.path,
  operations.getEvents.path,
  '/docs/',
  '/openapi.json',
  '/readyz',
  '/nowhere',
  '/%2Ep2/core/v1/challenge',
];

const head = (line: string, ...fields: string[]) =>
  [line, 'Host: home.example.com', `X-Forwarded-For: ${newAddress()}`, ...fields, '', ''].join(
    '\r\n',
  );
const get = () => head(`GET ${pick(targets)} HTTP/1.1`);

/** Returns a function that does one hostile act and reports it to the tally. */
export async function hostileClients(
  theatre: Theatre,
  stage: Stage,
  tally: Tally,
  over: AbortSignal,
): Promise<() => Promise<void>> {
  const { origin } = stage.server;
  const name = `hostile-${stage.database.toLowerCase()}`;
  const { token, forged } = await addForeignSession(theatre, stage, name);

  const open = async (): Promise<Socket> => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    // A server may hang up whenever it likes.
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  /** Sends it, waits a little, and resets the connection. */
  const sendAndReset = async (octets: string | Buffer): Promise<undefined> => {
    const socket = await open();
    socket.write(octets);
    await sleep(randomInt(100));
    socket.resetAndDestroy();
  };
  /** Does something each second until the server hangs up or the time is over. */
  const hold = async (octets: string, eachSecond: (socket: Socket) => void): Promise<undefined> => {
    const socket = await open();
    socket.write(octets);
    const timer = setInterval(() => eachSecond(socket), 1000);
    const waited = sleep(randomInt(patience), undefined, { signal: over }).catch(() => {});
    await Promise.race([new Promise((resolve) => socket.once('close', resolve)), waited]);
    clearInterval(timer);
    socket.destroy();
  };
  const ask = async (init: RequestInit, path: string): Promise<number> => {
    const headers = { 'X-Forwarded-For': newAddress(), ...init.headers };
    const response = await fetch(origin + path, { ...init, headers });
    await response.arrayBuffer();
    return response.status;
  };

  const acts: Record<string, () => Promise<number | undefined>> = {
    'reset within a request': () => {
      const request = get();
      return sendAndReset(request.slice(0, randomInt(request.length + 1)));
    },
    'reset after CONNECT': () => sendAndReset(head('CONNECT a:1 HTTP/1.1')),
    'reset after Upgrade': () =>
      sendAndReset(head('GET / HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket')),
    'pipeline and hang up': () => sendAndReset(get().repeat(1 + randomInt(100))),
    'never read': () =>
      hold(head('GET /openapi.json HTTP/1.1').repeat(20), (socket) => socket.pause()),
    'slow head': () => hold('GET / HTTP/1.1\r\nHost: a\r\nX-', (socket) => socket.write('a')),
    'slow content': () =>
      hold(
        head(
          `DELETE ${operations.deleteSession.path} HTTP/1.1`,
          `Authorization: Bearer ${token}`,
          'Content-Length: 500',
        ),
        (socket) => socket.write(' '),
      ),
    garbage: () => sendAndReset(randomBytes(randomInt(2000))),
    'forged certificate': () =>
      ask(
        { method: 'PUT', body: forged, headers: { Authorization: `Bearer ${token}` } },
        operations.updateSessionIdCert.path,
      ),
    'wrong token': () =>
      ask(
        { headers: { Authorization: `Bearer ${randomBytes(16).toString('hex')}` } },
        operations.getEvents.path,
      ),
  };

  return async () => {
    const kind = pick(Object.keys(acts));
    try {
      const status = await acts[kind]?.();
      tally.hostile(kind, status);
    } catch (error) {
      tally.fault(`${kind}: ${(error as Error).message}`);
    }
  };
}
