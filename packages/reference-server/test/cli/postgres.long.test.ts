import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { pathPrefix } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

test.skipIf(!hasPostgres)('P2CORE_DATABASE may be PostgreSQL', async () => {
  const cli = newCli(onTestFinished, { P2CORE_DATABASE: await postgres.newDatabase() });
  const { ready, adminToken, stop } = await cli.serve();
  expect(ready.data).toBe('PostgreSQL');
  await cli.json(['actor', 'add', 'alice']);
  const { id_cert } = await cli.json(['session', 'add', 'alice']);
  const path = `${pathPrefix}/idcert/actor/alice@localhost`;
  expect((await exchange(ready.api, { path })).json.idcerts).toEqual([id_cert]);
  const rotated = await exchange(ready.api, {
    method: 'PUT',
    path: `${pathPrefix}/key/server`,
    headers: { Authorization: `Bearer ${adminToken}` },
  });
  expect(rotated.status).toBe(200);
  expect(await stop()).toBe(0);
});
