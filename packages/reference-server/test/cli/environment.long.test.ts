import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { pathPrefix } from '@p2core/types';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.js';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const rotate = async (api: string, token: string) => {
  const headers = { Authorization: `Bearer ${token}` };
  const path = `${pathPrefix}/key/server`;
  return (await exchange(api, { method: 'PUT', path, headers })).status;
};

describe('a value that cannot be used is refused by name', () => {
  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80 80'],
    ['P2CORE_DOMAIN', 'home example com'],
    ['P2CORE_DOMAIN', 'home..example.com'],
    ['P2CORE_DOMAIN', 'https://home.example.com'],
    ['P2CORE_DATABASE', 'mysql://localhost/p2core'],
    ['P2CORE_DATABASE', 'mysql://['],
    ['P2CORE_DATABASE', 'postgres:/home.example.com/p2core'],
    ['P2CORE_DATABASE', 'postgres:p2core'],
    ['P2CORE_ADMIN_TOKEN', 'short'],
    ['P2CORE_ADMIN_TOKEN', 'with a space in the middle'],
    ['P2CORE_HOME_SERVERS', 'home.example.com'],
    ['P2CORE_HOME_SERVERS', 'home.example.com=ftp://127.0.0.1'],
    ['P2CORE_HOME_SERVERS', 'home.example.com=http://127.0.0.1,other'],
    ['P2CORE_HOME_SERVERS', 'home example com=http://127.0.0.1'],
    ['P2CORE_HOME_SERVERS', 'home.example.com=http://user:secret@127.0.0.1'],
    ['P2CORE_HOME_SERVERS', 'home.example.com=http://127.0.0.1/?a'],
    ['P2CORE_HOME_SERVER_CACHE', '3599'],
    ['P2CORE_HOME_SERVER_CACHE', '43201'],
    ['P2CORE_RATE_LIMIT', '0'],
    ['P2CORE_RATE_LIMIT', 'none'],
    ['P2CORE_METRICS_PORT', 'metrics'],
  ])('%s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  test.each([
    'mysql://p2core:the-password@localhost/p2core',
    'postgres:/p2core:the-password@localhost/p2core',
  ])('and no part that may hold a password is repeated: %s', (value) => {
    expect(() => readConfig({ P2CORE_DATABASE: value })).toThrow(/^(?!.*the-password)/);
  });

  test.each([['serve'], ['serve --json'], ['actor add alice']])(
    'by "%s", in one line',
    async (command) => {
      const cli = newCli(onTestFinished);
      expect(await cli.failure(command.split(' '), { PORT: 'http' })).toContain('PORT');
      expect(readdirSync(cli.folder)).toEqual([]);
    },
  );

  test('proxies by the code that serves requests', async () => {
    const cli = newCli(onTestFinished, { P2CORE_TRUSTED_PROXIES: 'everybody' });
    expect(await cli.failure(['serve'])).toContain('P2CORE_TRUSTED_PROXIES');
  });
});

test('an empty variable counts as not set', async () => {
  const names = [
    'HOST',
    'P2CORE_DOMAIN',
    'P2CORE_ADMIN_TOKEN',
    'P2CORE_SEALING_KEY',
    'P2CORE_HOME_SERVERS',
  ];
  const { ready, adminToken } = await newCli(onTestFinished).serve(
    Object.fromEntries(names.map((name) => [name, ''])),
  );
  expect(ready.domain).toBe('localhost');
  expect(ready.api).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(adminToken).toBeDefined();
});

test('HOST is the address, PORT the port', async () => {
  const cli = newCli(onTestFinished, { HOST: '127.0.0.2' });
  const first = await cli.serve();
  const { hostname, port } = new URL(first.ready.api);
  expect(hostname).toBe('127.0.0.2');
  await first.stop();
  const second = await cli.serve({ PORT: port });
  expect(second.ready.api).toBe(first.ready.api);
  const { status } = await exchange(second.ready.api, { path: `${pathPrefix}/challenge` });
  expect(status).toBe(200);
});

test('P2CORE_DOMAIN is the domain, in lower case, of the server and of its actors', async () => {
  const cli = newCli(onTestFinished, { P2CORE_DOMAIN: 'Home.Example.COM' });
  const { ready } = await cli.serve();
  expect(ready.domain).toBe('home.example.com');
  const added = await cli.json(['actor', 'add', 'alice']);
  expect(added).toEqual({ fid: 'alice@home.example.com' });
});

describe('P2CORE_DATABASE', () => {
  test('is data/p2core.db in the working folder by default', async () => {
    const cli = newCli(onTestFinished, { P2CORE_DATABASE: undefined });
    const { ready } = await cli.serve();
    expect(ready.data).toBe(`${cli.folder}/data/p2core.db`);
    expect(readdirSync(`${cli.folder}/data`)).toContain('p2core.db');
  });

  test('may be a path that is relative', async () => {
    const cli = newCli(onTestFinished, { P2CORE_DATABASE: 'deep/er/x.sqlite' });
    await cli.serve();
    expect(readdirSync(`${cli.folder}/deep/er`)).toContain('x.sqlite');
  });

  test('may be in memory, which makes no file and which only the server can use', async () => {
    const cli = newCli(onTestFinished, { P2CORE_DATABASE: ':memory:' });
    const { printed } = await cli.start(['serve', '--json'], /\n$/);
    const { api, admin_token: token } = JSON.parse(printed);
    expect(await rotate(api, token)).toBe(200);
    expect(await cli.failure(['actor', 'add', 'alice'])).toContain('memory');
    expect(readdirSync(cli.folder)).toEqual([]);
  });
});

describe('P2CORE_ADMIN_TOKEN', () => {
  const [one, two] = ['the-first-token-of-them', 'the-second-token-of-them'];

  test('is the token, and is not printed', async () => {
    const { ready } = await newCli(onTestFinished).serve({ P2CORE_ADMIN_TOKEN: one });
    expect(JSON.stringify(ready)).not.toMatch(/token/);
    expect(await rotate(ready.api, one)).toBe(200);
  });

  test('replaces the former one, which stays where none is set', async () => {
    const cli = newCli(onTestFinished);
    const tokens: (string | undefined)[] = [];
    const statuses: number[][] = [];
    for (const env of [{}, { P2CORE_ADMIN_TOKEN: one }, { P2CORE_ADMIN_TOKEN: two }, {}]) {
      const { ready, adminToken, stop } = await cli.serve(env);
      tokens.push(adminToken);
      const [made = ''] = tokens;
      statuses.push(await Promise.all([made, one, two].map((token) => rotate(ready.api, token))));
      await stop();
    }
    expect(tokens).toEqual([expect.any(String), undefined, undefined, undefined]);
    expect(statuses).toEqual([
      [200, 401, 401],
      [401, 200, 401],
      [401, 401, 200],
      [401, 401, 200],
    ]);
  });
});

describe('P2CORE_SEALING_KEY', () => {
  const key = randomBytes(32);

  test('may be hex or Base64, and then no file is made', async () => {
    const cli = newCli(onTestFinished);
    for (const P2CORE_SEALING_KEY of [key.toString('hex'), key.toString('base64')]) {
      const { stop } = await cli.serve({ P2CORE_SEALING_KEY });
      await stop();
    }
    expect(readdirSync(cli.folder)).not.toContain('p2core.db.key');
  });

  test('is refused where it is another than before, or none', async () => {
    const cli = newCli(onTestFinished);
    const { stop } = await cli.serve({ P2CORE_SEALING_KEY: key.toString('hex') });
    await stop();
    const other = { P2CORE_SEALING_KEY: randomBytes(32).toString('hex') };
    expect(await cli.failure(['serve'], other)).toContain('another key');
    expect(await cli.failure(['session', 'add', 'alice'], other)).toContain('another key');
    expect(await cli.failure(['serve'], { P2CORE_SEALING_KEY: 'short' })).toContain('32 octets');
  });
});
