/** The six flows by a program of another language, over the sockets of two servers (R25 to R41). */
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '@p2core/testing/free-port';
import { afterAll, expect, test } from 'vitest';
import { Cli } from '../support/cli.js';

const program = fileURLToPath(new URL('flows.py', import.meta.url));
const [homeDomain, foreignDomain] = ['home.example.com', 'foreign.example.org'];

const libraries = spawnSync('python3', ['-c', 'import cryptography, requests']);
const isRunnable = libraries.status === 0;
if (!isRunnable)
  console.log('Skipped: Python with its libraries cryptography and requests is not here.');

const opened: Cli[] = [];
afterAll(async () => {
  for (const cli of opened) await cli.close();
});

test.skipIf(!isRunnable)(
  'a Python program enrols, logs in abroad, renews, verifies, publishes and revokes',
  {
    timeout: 120_000,
  },
  async () => {
    const ports = [await freePort(), await freePort()] as const;
    const urls = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string];
    const P2CORE_HOME_SERVERS = `${homeDomain}=${urls[0]},${foreignDomain}=${urls[1]}`;
    const [home, foreign] = [homeDomain, foreignDomain].map((P2CORE_DOMAIN, index) => {
      const cli = new Cli({ P2CORE_DOMAIN, P2CORE_HOME_SERVERS, PORT: String(ports[index]) });
      opened.push(cli);
      return cli;
    }) as [Cli, Cli];
    const { adminToken = '' } = await home.serve();
    await foreign.serve();
    const { invite: invitation } = await home.json(['invite', 'add']);
    const { stdout } = await promisify(execFile)('python3', [
      program,
      ...[urls[0], homeDomain, adminToken, invitation, urls[1], foreignDomain],
    ]);
    console.log(stdout);
    expect(stdout).toMatch(/All six flows went as the contract says\.\n$/);
  },
);
