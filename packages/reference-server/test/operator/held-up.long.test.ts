import { once } from 'node:events';
import { connect } from 'node:net';
import { pathPrefix } from '@p2core/types';
import { describe, test } from 'vitest';
import { startProcess } from '../durability/server-process.js';
import { exchange } from '../support/exchange.js';
import { adminToken } from '../support/server.js';
import { temporaryFolder } from './folder.js';

const path = temporaryFolder();

/** They wait for limits of time, and so they wait at once. */
describe.concurrent('a graceful shutdown', () => {
  test.for([
    ['a connection without a request', ''],
    ['a request whose header never ends', `GET ${pathPrefix}/challenge HTTP/1.1\r\nHost: a\r\n`],
    [
      'a request whose content never ends',
      `DELETE ${pathPrefix}/session HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${adminToken}\r\nContent-Length: 10\r\n\r\n{`,
    ],
    ['a connection that is kept alive', `GET ${pathPrefix}/challenge HTTP/1.1\r\nHost: a\r\n\r\n`],
  ] as const)(
    'is not held up for ever by %s',
    { timeout: 90_000 },
    async ([, octets], { expect, onTestFinished }) => {
      const server = startProcess({
        P2CORE_DATABASE: path('p2core.db'),
        P2CORE_ADMIN_TOKEN: adminToken,
      });
      onTestFinished(async () => {
        server.kill();
        await server.ended;
      });
      const url = await server.url;
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname);
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(octets);
      expect((await exchange(url, { path: '/healthz' })).status).toBe(200);
      server.kill('SIGTERM');
      // Longer than every limit of time that a request has.
      const patience = new Promise((resolve) =>
        setTimeout(resolve, 60_000, 'still running').unref(),
      );
      expect(await Promise.race([server.ended, patience])).toBe(0);
    },
  );
});
