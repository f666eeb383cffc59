import { createPrivateKey } from 'node:crypto';
import { createServer } from 'node:net';
import { pathPrefix } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { makeKeyPackages } from '../../src/operator/mls-key-package.js';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const rotate = (api: string, token: string) =>
  exchange(api, {
    method: 'PUT',
    path: `${pathPrefix}/key/server`,
    headers: { Authorization: `Bearer ${token}` },
  });
const get = async (api: string, path: string, token?: string) =>
  exchange(api, {
    path: pathPrefix + path,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });

test('--json prints one object, once the server answers', async () => {
  const cli = newCli(onTestFinished);
  const { ready } = await cli.serve();
  const url = ready.api.slice(0, -pathPrefix.length);
  expect(ready).toEqual({
    domain: 'localhost',
    api: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\.p2\/core\/v1$/),
    docs: `${url}/docs`,
    contract: `${url}/openapi.json`,
    data: `${cli.folder}/p2core.db`,
    new: true,
    admin_token_file: `${cli.folder}/p2core.db.admin-token`,
  });
  expect((await get(url, '/challenge')).status).toBe(200);
  expect((await exchange(url, { path: '/openapi.json' })).json.openapi).toMatch(/^3\.1/);
});

test('without --json it says the same in words, and what to try', async () => {
  const cli = newCli(onTestFinished);
  const { printed } = await cli.start(['serve'], /curl .*\n/);
  expect(printed).toContain(`${cli.folder}/p2core.db  (new)\n`);
  expect(printed).toMatch(/API {2,}http:\/\/127\.0\.0\.1:\d+\/\.p2\/core\/v1\n/);
  expect(printed).toContain(`Admin token  in ${cli.folder}/p2core.db.admin-token  (`);
  const url = /curl (\S+)\n/.exec(printed)?.[1] as string;
  expect((await exchange(url, { path: new URL(url).pathname })).json).toHaveProperty('challenge');
});

test('an administrator token is made at the first start only, and stays valid', async () => {
  const cli = newCli(onTestFinished);
  const first = await cli.serve();
  const { adminToken: token = '' } = first;
  expect((await rotate(first.ready.api, token)).status).toBe(200);
  await first.stop();
  const second = await cli.serve();
  expect(second.ready).toMatchObject({ new: false });
  expect(second.adminToken).toBeUndefined();
  expect((await rotate(second.ready.api, token)).status).toBe(200);
});

test('a restarted server has the same certificate, sessions, events and KeyPackages', async () => {
  const cli = newCli(onTestFinished);
  const first = await cli.serve();
  await cli.json(['actor', 'add', 'alice']);
  const { session_id, token, id_cert, private_key } = await cli.json(['session', 'add', 'alice']);
  await cli.json(['event', 'add', 'alice', '--session', session_id, '--op', '8']);
  const { d = '' } = createPrivateKey(private_key).export({ format: 'jwk' });
  const signer = { idCert: id_cert, seed: Buffer.from(d, 'base64url') };
  const [keyPackage = ''] = await makeKeyPackages(signer, 1);
  await cli.json(['keypackage', 'add', 'alice', keyPackage, '--session', session_id]);
  const certificate = (await get(first.ready.api, '/idcert/server')).json;
  await first.stop();

  const { ready } = await cli.serve();
  expect((await get(ready.api, '/idcert/server')).json).toBe(certificate);
  expect((await get(ready.api, '/idcert/actor/alice@localhost')).json.idcerts).toEqual([id_cert]);
  expect((await get(ready.api, '/events', token)).json).toMatchObject([{ op: '8', s: '1' }]);
  expect((await get(ready.api, '/keypackage/alice@localhost', token)).json).toEqual([keyPackage]);
});

test('a server that was killed starts again with all that it acknowledged', async () => {
  const cli = newCli(onTestFinished);
  const first = await cli.serve();
  const { adminToken: token = '' } = first;
  const rotated = (await rotate(first.ready.api, token)).json;
  await first.stop('SIGKILL');
  const { ready } = await cli.serve();
  expect((await get(ready.api, '/idcert/server')).json).toBe(rotated);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s ends it with exit status 0',
  async (signal) => {
    const { stop } = await newCli(onTestFinished).serve();
    expect(await stop(signal)).toBe(0);
  },
);

test('two servers may serve the same database', async () => {
  const cli = newCli(onTestFinished);
  const first = await cli.serve();
  const second = await cli.serve();
  expect(second.ready).toMatchObject({ new: false });
  expect(second.adminToken).toBeUndefined();
  const { json } = await rotate(second.ready.api, first.adminToken ?? '');
  expect((await get(first.ready.api, '/idcert/server')).json).toBe(json);
});

test('a port that is taken is refused in one line', async () => {
  const taken = createServer();
  onTestFinished(() => void taken.close());
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const failure = await newCli(onTestFinished).failure(['serve'], { PORT: String(port) });
  expect(failure).toContain(`${port}`);
});
