/** The guide's nginx in front of two processes of one PostgreSQL database (R22). */

import { hasNginx, severalProcesses, startNginx } from '@p2core/testing/nginx';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { errorCodes, pathPrefix } from '@p2core/types';
import { schemaValidators } from '@p2core/types/validators';
import { expect, onTestFinished, test } from 'vitest';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const atOnce = 8;

/** The guide's block in front of two servers, for so few requests that a test can count them. */
function forTest([one = '', two = '']: string[]): string {
  return `set_real_ip_from 127.0.0.1;
real_ip_header X-Forwarded-For;
${severalProcesses
  .replace('127.0.0.1:3000', one)
  .replace('127.0.0.1:3001', two)
  .replaceAll('rate=6000r/m', 'rate=1r/m')
  .replaceAll('burst=1000', `burst=${atOnce - 1}`)}`;
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
    const nginx = await startNginx(forTest(servers.map(({ ready }) => new URL(ready.api).host)));
    onTestFinished(() => nginx.close());
    const { url } = nginx;

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
