/** The guide's nginx in front of two processes of one PostgreSQL database (R22). */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCodes, pathPrefix } from '@p2core/types';
import { schemaValidators } from '@p2core/types/validators';
import { expect, onTestFinished, test } from 'vitest';
import { hasPostgres, postgres } from '../store/shared-postgres.js';
import { type Cli, newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const guide = readFileSync(
  new URL('../../../../docs/guides/production.md', import.meta.url),
  'utf8',
);
const block = [...guide.matchAll(/^```nginx\n(.*?)^```$/gms)]
  .map(([, text = '']) => text)
  .find((text) => text.includes('limit_req'));

const hasNginx = spawnSync('nginx', ['-v']).error === undefined;
const atOnce = 8;

/** The guide's block on a free port, without TLS, for so few requests that a test can count them. */
function forTest(text: string, cli: Cli, origins: string[], port: number): string {
  const [one = '', two = ''] = origins.map((origin) => new URL(origin).host);
  const http = text
    .replace('127.0.0.1:3000', one)
    .replace('127.0.0.1:3001', two)
    .replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
    .replaceAll(/^ *ssl_.*\n/gm, '')
    .replaceAll('rate=6000r/m', 'rate=1r/m')
    .replaceAll('burst=1000', `burst=${atOnce - 1}`);
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${cli.folder};`)
    .join('\n');
  return `daemon off;
pid ${join(cli.folder, 'nginx.pid')};
error_log stderr crit;
events {}
http {
access_log off;
set_real_ip_from 127.0.0.1;
real_ip_header X-Forwarded-For;
${folders}
${http}}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function startNginx(text: string, cli: Cli, origins: string[]): Promise<string> {
  const port = await freePort();
  const file = join(cli.folder, 'nginx.conf');
  writeFileSync(file, forTest(text, cli, origins, port));
  const child = spawn('nginx', ['-e', 'stderr', '-c', file], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  const isUp = () =>
    exchange(url, { path: '/nowhere' }).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    await sleep(20);
  }
  return url;
}

test.skipIf(!hasPostgres || !hasNginx)(
  'the proxy of the guide counts the requests of all processes together',
  async () => {
    const cli = newCli(onTestFinished, {
      P2CORE_DATABASE: await postgres.newDatabase(),
      P2CORE_TRUSTED_PROXIES: 'loopback',
    });
    const servers = [await cli.serve(), await cli.serve()];
    await cli.json(['actor', 'add', 'alice']);
    const { token } = await cli.json(['session', 'add', 'alice']);
    const origins = servers.map(({ ready }) => new URL(ready.api).origin);
    const url = await startNginx(block ?? '', cli, origins);

    const ask = (address: string, headers: Record<string, string> = {}) =>
      exchange(url, {
        path: `${pathPrefix}/idcert/actor/alice@localhost`,
        headers: { 'X-Forwarded-For': address, ...headers },
      });
    const statusesOf = async (requests: Parameters<typeof ask>[]) => {
      const statuses: number[] = [];
      for (const request of requests) statuses.push((await ask(...request)).status);
      return statuses;
    };
    const passing = Array<number>(atOnce).fill(200);
    const times = <T>(make: (index: number) => T) =>
      Array.from({ length: atOnce + 2 }, (_, i) => make(i));

    expect(await statusesOf(times(() => ['192.0.2.1']))).toEqual([...passing, 429, 429]);
    expect((await ask('192.0.2.2')).status).toBe(200);
    expect(await statusesOf(times((host) => [`2001:db8::${host}:1`]))).toEqual([
      ...passing,
      429,
      429,
    ]);
    expect((await ask('2001:db8:0:1::1')).status).toBe(200);
    const spelt = (index: number) => ({
      Authorization: `${index % 2 ? 'Bearer' : 'bearer'} ${token}`,
    });
    expect(await statusesOf(times((host) => [`198.51.100.${host}`, spelt(host)]))).toEqual([
      ...passing,
      ...[429, 429],
    ]);
    expect((await ask('198.51.100.99', { Authorization: 'Bearer another' })).status).toBe(200);

    const refused = await ask('192.0.2.1');
    expect(refused.json).toMatchObject({
      errcode: errorCodes.P2CORE_RATE_LIMITED.status,
      error: 'P2CORE_RATE_LIMITED',
    });
    expect(schemaValidators.ProtocolError(refused.json)).toBe(true);
    expect(refused.headers).toMatchObject({
      'content-type': 'application/json',
      'retry-after': '1',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
  },
);
