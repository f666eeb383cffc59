import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { pathPrefix } from '@p2core/types';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { commandLine, newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const taken = createServer();
afterAll(() => void taken.close());
await once(taken.listen(0, '127.0.0.1'), 'listening');
const { port } = taken.address() as { port: number };

const rotate = async (api: string, token: string) => {
  const headers = { Authorization: `Bearer ${token}` };
  return (await exchange(api, { method: 'PUT', path: `${pathPrefix}/key/server`, headers })).status;
};

describe('a failed first start makes no file, and the next one gives the token', () => {
  test.concurrent.for([
    ['PORT', String(port)],
    ['P2CORE_METRICS_PORT', String(port)],
    ['PORT', 'http'],
    ['HOST', '203.0.113.1'],
    ['P2CORE_TRUSTED_PROXIES', 'lopback'],
    ['P2CORE_SEALING_KEY', 'short'],
    ['P2CORE_DOMAIN', 'home example com'],
    ['P2CORE_HOME_SERVERS', 'home.example.com'],
  ] as const)('%s=%s', async ([name, value], { onTestFinished }) => {
    const cli = newCli(onTestFinished);
    expect(await cli.failure(['serve'], { [name]: value })).toContain(name);
    expect(readdirSync(cli.folder)).toEqual([]);
    const { ready, adminToken = '' } = await cli.serve();
    expect(ready.new).toBe(true);
    expect(await rotate(ready.api, adminToken)).toBe(200);
  });

  test('where the file of the token cannot be written', async () => {
    const cli = newCli(onTestFinished, { P2CORE_SEALING_KEY: 'ab'.repeat(32) });
    mkdirSync(`${cli.folder}/p2core.db.admin-token`);
    await cli.failure(['serve']);
    rmSync(`${cli.folder}/p2core.db.admin-token`, { recursive: true });
    const { ready, adminToken = '' } = await cli.serve();
    expect(await rotate(ready.api, adminToken)).toBe(200);
  });
});

describe("the administrator's token", () => {
  const pseudoTerminal = '/usr/bin/script';
  const isThere = existsSync(pseudoTerminal);
  if (!isThere) console.log(`no ${pseudoTerminal} here: what a terminal shows is not tested`);
  test.skipIf(!isThere)('is shown at a terminal, and then is in no file', async () => {
    const cli = newCli(onTestFinished);
    const child = spawn(pseudoTerminal, ['-qefc', `${commandLine} serve`, '/dev/null'], {
      cwd: cli.folder,
      env: { PATH: process.env.PATH, PORT: '0', P2CORE_DATABASE: 'p2core.db' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill());
    let printed = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      if (/curl \S+\s/.test(printed)) break;
    }
    const [, token = ''] = /Admin token {2}(\S{43}) {2}\(shown this once\)/.exec(printed) ?? [];
    const [, url = ''] = /API +(\S+)/.exec(printed) ?? [];
    expect(await rotate(new URL(url).origin, token)).toBe(200);
    expect(readdirSync(cli.folder)).not.toContain('p2core.db.admin-token');
  });

  test.each([[['serve']], [['serve', '--json']]])(
    'is in a file of its owner where no terminal shows it: %j',
    async (command) => {
      const cli = newCli(onTestFinished);
      const { printed, stop } = await cli.start(command, /curl .*\n|\}\n/);
      const file = `${cli.folder}/p2core.db.admin-token`;
      expect(printed).toContain(file);
      expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
      const token = (await text(createReadStream(file))).trim();
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(printed).not.toContain(token);
      await stop();
    },
  );

  const zone = Object.entries(networkInterfaces()).find(([, addresses = []]) =>
    addresses.some(({ address }) => address === '::1'),
  )?.[0];
  if (!zone) console.log('no IPv6 here: an address with a zone is not tested');
  test.skipIf(!zone)('is not lost where HOST has a zone', async () => {
    const cli = newCli(onTestFinished, { HOST: `::1%${zone}` });
    const { printed, stop } = await cli.start(['serve'], /curl .*\n/);
    expect(printed).toContain(`curl http://[::1%25${zone}]:`);
    expect(printed).toContain(`${cli.folder}/p2core.db.admin-token`);
    await stop();
  });

  test('of an older database is written over', async () => {
    const cli = newCli(onTestFinished);
    writeFileSync(`${cli.folder}/p2core.db.admin-token`, 'old');
    const { ready, adminToken = '' } = await cli.serve();
    expect(await rotate(ready.api, adminToken)).toBe(200);
  });

  test('of two servers that start at once is one, and its file is that of the one that counts', async () => {
    const cli = newCli(onTestFinished);
    const [one, two] = await Promise.all([cli.serve(), cli.serve()]);
    expect([one, two].filter(({ adminToken }) => adminToken !== undefined)).toHaveLength(1);
    expect([one, two].filter(({ ready }) => ready.new)).toHaveLength(1);
    expect(await rotate(two.ready.api, one.adminToken ?? two.adminToken ?? '')).toBe(200);
    expect(readdirSync(cli.folder).filter((name) => name.includes('admin-token'))).toHaveLength(1);
  });
});

describe('only serve makes a database', () => {
  const cli = newCli(afterAll);
  test.concurrent.each([
    'actor add alice',
    'session add alice',
    'session list alice',
    'session revoke alice --session s',
    'cert list alice',
    'cert revoke alice --serial 0a',
    'key rotate',
    'keypackage add alice AAAA --session s',
    'event add alice --session s --op 3',
    'export x.jsonl',
    'conformance-fixture --url http://127.0.0.1:1',
  ])('and not %s, which says where it looked', async (command) => {
    const failure = await cli.failure(command.split(' '));
    expect(failure).toContain(`${cli.folder}/p2core.db`);
    expect(failure).toContain('P2CORE_DATABASE');
    expect(readdirSync(cli.folder)).toEqual([]);
  });

  test('a file that holds nothing is none', async () => {
    const empty = newCli(onTestFinished);
    writeFileSync(`${empty.folder}/p2core.db`, '');
    expect(await empty.failure(['actor', 'add', 'alice'])).toContain("no server's database");
    expect((await empty.serve()).ready.new).toBe(true);
  });
});
