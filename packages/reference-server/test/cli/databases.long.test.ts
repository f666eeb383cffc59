import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { pathPrefix } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('only their owner can read the sealing key and the database', async () => {
  const cli = newCli(onTestFinished);
  await cli.serve();
  const path = `${cli.folder}/p2core.db`;
  expect([mode(path), mode(`${path}.key`)]).toEqual(['600', '600']);
});

test('a sealing key that others can read is refused', async () => {
  const cli = newCli(onTestFinished);
  await cli.create();
  chmodSync(`${cli.folder}/p2core.db.key`, 0o640);
  expect(await cli.failure(['serve'])).toContain('chmod 600');
  expect(await cli.failure(['actor', 'add', 'bob'])).toContain('chmod 600');
});

test('a database whose sealing key is lost, or another, is refused', async () => {
  const [cli, other] = [newCli(onTestFinished), newCli(onTestFinished)];
  const key = `${cli.folder}/p2core.db.key`;
  for (const one of [cli, other]) await one.create();
  copyFileSync(`${other.folder}/p2core.db.key`, key);
  expect(await cli.failure(['serve'])).toContain(`another key than that in ${key}`);
  rmSync(key);
  for (const command of [['serve'], ['actor', 'add', 'bob'], ['key', 'rotate']]) {
    expect(await cli.failure(command)).toContain(`is gone: put it back at ${key}`);
  }
  expect(existsSync(key)).toBe(false);
});

test('the database holds no readable tokens or private keys', async () => {
  const cli = newCli(onTestFinished);
  const { adminToken, stop } = await cli.serve();
  await cli.json(['actor', 'add', 'alice']);
  const { token, private_key } = await cli.json(['session', 'add', 'alice']);
  await stop();
  const database = readFileSync(`${cli.folder}/p2core.db`).toString('latin1');
  expect(database).toContain('alice@localhost');
  const pkcs8ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex').toString('latin1');
  const secrets = [adminToken, token, private_key.split('\n')[1], pkcs8ed25519, 'MC4CAQ'];
  for (const secret of secrets) expect(database.includes(secret), secret).toBe(false);
});

test('two databases are two servers: certificates, actors, sessions and tokens are their own', async () => {
  const [one, two] = [newCli(onTestFinished), newCli(onTestFinished)];
  const [first, second] = [await one.serve(), await two.serve()];
  await one.json(['actor', 'add', 'alice']);
  const { token } = await one.json(['session', 'add', 'alice']);
  const ask = (api: string, path: string, bearer = token) =>
    exchange(api, { path: pathPrefix + path, headers: { Authorization: `Bearer ${bearer}` } });

  const certificates = [first, second].map(
    async ({ ready }) => (await ask(ready.api, '/idcert/server')).json,
  );
  expect(new Set(await Promise.all(certificates)).size).toBe(2);
  for (const path of ['/events', '/keypackage/alice@localhost']) {
    expect((await ask(first.ready.api, path)).status).not.toBe(401);
    expect((await ask(second.ready.api, path)).status).toBe(401);
  }
  expect((await ask(first.ready.api, '/idcert/actor/alice@localhost')).status).toBe(200);
  expect((await ask(second.ready.api, '/idcert/actor/alice@localhost')).status).toBe(404);
  expect((await ask(second.ready.api, '/events', first.adminToken)).status).toBe(401);
});

test('a database of another domain is refused, by every command', async () => {
  const cli = newCli(onTestFinished, { P2CORE_DOMAIN: 'home.example.com' });
  await cli.create();
  const other = { P2CORE_DOMAIN: 'other.example.com' };
  for (const command of [['serve'], ['actor', 'add', 'alice']]) {
    const failure = await cli.failure(command, other);
    expect(failure).toContain('home.example.com');
    expect(failure).toContain('other.example.com');
  }
  const { ready } = await cli.serve({ P2CORE_DOMAIN: 'HOME.example.com' });
  expect(ready.domain).toBe('home.example.com');
});
