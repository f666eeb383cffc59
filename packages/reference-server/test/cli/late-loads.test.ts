import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIdCsr } from '@p2core/id-cert';
import { pathPrefix } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { addActor } from '../../src/operator/actors.js';
import { addEvent } from '../../src/operator/add-event.js';
import { addInvitation } from '../../src/operator/invitations.js';
import { addSession } from '../../src/operator/sessions.js';
import { openReferenceServer } from '../../src/reference-server.js';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';
import { identification, newKeys, newOwnSession, password } from '../support/log-in.js';
import { startServer } from '../support/server.js';
import { addStock } from '../support/stock.js';

/** Notes every file that a process loads as code, ES modules and CommonJS. */
const noteLoads = `
import { appendFileSync } from 'node:fs';
import Module, { register } from 'node:module';
const note = (name) => appendFileSync(process.env.LOADS, name + '\\n');
const hooks = 'import { appendFileSync } from "node:fs";' +
  'export const load = (url, context, next) => {' +
  '  if (!url.startsWith("node:")) appendFileSync(process.env.LOADS, url + "\\\\n");' +
  '  return next(url, context);' +
  '};';
register('data:text/javascript,' + encodeURIComponent(hooks));
for (const [extension, load] of Object.entries(Module._extensions)) {
  Module._extensions[extension] = (module, file) => { note(file); return load(module, file); };
}`;

/** Node remembers an import that failed, for want of descriptors or because the files were replaced meanwhile. */
test('a server loads no code of other commands, and none after it listens, for any request', async () => {
  const home = await startServer({ P2CORE_DOMAIN: 'other.example.com' });
  onTestFinished(() => home.close());
  const cli = newCli(onTestFinished, {
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_HOME_SERVERS: `${home.domain}=${home.url}`,
    P2CORE_METRICS_PORT: '0',
  });
  const [preload, loads] = [join(cli.folder, 'preload.mjs'), join(cli.folder, 'loads')];
  writeFileSync(preload, noteLoads);
  const { ready, adminToken = '' } = await cli.serve({
    NODE_OPTIONS: `--import=${preload}`,
    LOADS: loads,
  });
  const loaded = () => readFileSync(loads, 'utf8').split('\n');
  const atStart = loaded();
  expect(atStart.length).toBeGreaterThan(50);
  expect(atStart).toContainEqual(expect.stringMatching(/\/bin\/serve-/));
  expect(atStart).not.toContainEqual(expect.stringMatching(/\/bin\/program-|\/proxy-addr\//));

  const operator = await openReferenceServer(
    readConfig({
      P2CORE_DOMAIN: 'home.example.com',
      P2CORE_DATABASE: join(cli.folder, 'p2core.db'),
    }),
  );
  onTestFinished(() => operator.close());
  await addActor(operator, 'alice');
  const { fid, token } = await addSession(operator, 'alice', { sessionId: 'phone' });
  const keyPackages = ['AAAA'];
  await addStock(operator, fid, { sessionId: 'phone', lastResort: false, keyPackages });
  await addEvent(operator, fid, { sessionId: 'phone', op: '8', data: {} });
  await addActor(home.operator, 'bob');
  const abroad = await addSession(home.operator, 'bob', { sessionId: 'tablet' });
  const bob = await addSession(operator, abroad.fid, { sessionId: 'tablet' });

  const ask = async (method: string, path: string, bearer?: string, content?: string) => {
    const headers = {
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    };
    const url = new URL(ready.api).origin;
    return exchange(url, { method, path, headers, content });
  };
  const status = async (...request: Parameters<typeof ask>) => (await ask(...request)).status;
  const post = (path: string, body: object) =>
    status('POST', pathPrefix + path, undefined, JSON.stringify(body));
  const traveller = await newOwnSession(home);
  const { challenge } = (await ask('GET', `${pathPrefix}/challenge`)).json;
  const { invite } = await addInvitation(operator, '7');
  const keys = await newKeys();
  const csr = await createIdCsr({ fid: 'carol@home.example.com', sessionId: 'phone', keys });
  const carol = { actor_name: 'carol', auth_payload: { password, invite } };
  const statuses = [
    await status('PUT', `${pathPrefix}/session/idcert/extern`, bob.token, abroad.id_cert ?? ''),
    await status('PUT', `${pathPrefix}/key/server`, adminToken),
    await status('GET', `${pathPrefix}/challenge`),
    await status('GET', `${pathPrefix}/idcert/server`),
    await status('GET', `${pathPrefix}/key/server?timestamp=1`),
    await status('GET', `${pathPrefix}/idcert/actor/${fid}`),
    await status('GET', `${pathPrefix}/keypackage/${fid}`, bob.token),
    await status('GET', `${pathPrefix}/events`, token),
    await status('DELETE', `${pathPrefix}/session`, token, '{"session_id":"phone"}'),
    await status('PUT', `${pathPrefix}/session/idcert/extern`, bob.token, 'nonsense'),
    await post('/register', carol),
    await post('/session/trust', { ...carol, csr }),
    await post('/session/identify', await identification(traveller, challenge)),
    await status('PUT', `${pathPrefix}/session/revoke`, bob.token),
    await status('GET', '/openapi.json'),
    await status('GET', '/openapi.yaml'),
    await status('GET', '/healthz'),
    await status('GET', '/readyz'),
    await status('GET', '/'),
    await status('GET', '/nowhere'),
  ];
  expect(statuses).toEqual([
    ...[201, 200, 200, 200, 404, 200, 200, 200, 204, 400],
    ...[201, 201, 201, 204],
    ...[200, 200, 200, 200, 302, 404],
  ]);
  await ask('GET', '/docs/');
  expect(loaded()).toEqual(atStart);
});
