import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pathPrefix } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { addActor } from '../../src/operator/actors.js';
import { addEvent } from '../../src/operator/add-event.js';
import { addSession } from '../../src/operator/sessions.js';
import { openReferenceServer } from '../../src/reference-server.js';
import { serve } from '../../src/serve.js';
import { keyPackages, neverLow } from '../store/fixtures.js';
import { commandLine } from '../support/cli.js';
import { exchange } from '../support/exchange.js';
import { addStock } from '../support/stock.js';
import { temporaryFolder } from './folder.js';

const path = temporaryFolder();
const guide = readFileSync(
  new URL('../../../../docs/guides/production.md', import.meta.url),
  'utf8',
);

/** The commands of a section of the guide, as an operator copies them. */
function commandsOf(heading: string): string {
  const section = guide.slice(guide.indexOf(`\n${heading}\n`));
  const commands = /\n```sh\n(.*?)```\n/s.exec(section)?.[1];
  if (commands === undefined) throw new Error(`no commands below ${heading}`);
  return commands;
}

/** Types commands in a shell, in a folder that has `p2core-server` installed. */
async function type(folder: string, commands: string): Promise<string> {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'p2core-server'), `#!/bin/sh\nexec ${commandLine} "$@"\n`, {
    mode: 0o755,
  });
  const env = { PATH: `${bin}:${process.env.PATH}` };
  const { stdout } = await promisify(execFile)('sh', ['-euc', commands], { cwd: folder, env });
  return stdout;
}

test('after the drill of the guide nothing of what has ended since the backup comes back', async () => {
  const folder = path('machine');
  const database = join(folder, 'data/p2core.db');
  const env = {
    P2CORE_DATABASE: database,
    PORT: '0',
    P2CORE_ADMIN_TOKEN: 'the-token-of-the-backup',
  };
  const first = await serve(readConfig(env), console);
  await first.close();
  const before = await openReferenceServer(readConfig(env));
  await addActor(before, 'alice');
  const { fid } = await addActor(before, 'bob');
  const phone = await addSession(before, 'alice', { sessionId: 'phone' });
  const revoked = await addSession(before, 'alice', { sessionId: 'revoked' });
  const stock = { sessionId: 'phone', lastResort: false, keyPackages: keyPackages(3) };
  await addStock(before, 'alice', stock);
  await addEvent(before, 'alice', { sessionId: 'phone', op: '8', data: {} });
  const oldCertificate = (await before.identities.validAt(undefined))?.certificate;
  await type(folder, commandsOf('## Backups'));

  await before.store.keyPackages.takeOnePerSession(phone.fid, neverLow);
  await before.store.sessions.end(phone.fid, 'revoked', 1);
  await addEvent(before, 'alice', { sessionId: 'phone', op: '8', data: {} });
  await before.identities.rotate();
  await before.close();
  for (const lost of ['', '-wal', '-shm']) rmSync(`${database}${lost}`, { force: true });

  const said = await type(folder, commandsOf('### Restore a backup'));
  expect(said).toMatch(/(^ok {6}.*\n)+$/m);
  expect(said).not.toContain('FAILED');

  const restored = { PORT: '0', P2CORE_DATABASE: join(folder, 'restored/p2core.db') };
  const running = await serve(readConfig(restored), console);
  onTestFinished(() => running.close());
  const get = (route: string, token?: string, method = 'GET') =>
    exchange(running.url, {
      method,
      path: pathPrefix + route,
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    });
  for (const token of [phone.token, revoked.token]) {
    expect((await get('/events', token)).status).toBe(401);
  }
  const listed = (await get(`/idcert/actor/${phone.fid}`)).json;
  expect(listed.idcerts).toEqual([phone.id_cert, revoked.id_cert]);
  expect(listed.invalidated).toEqual([true, true]);
  expect((await get(`/idcert/actor/${fid}`)).status).toBe(200);
  expect((await get('/key/server', env.P2CORE_ADMIN_TOKEN, 'PUT')).status).toBe(401);
  expect((await get('/key/server', running.newAdminToken, 'PUT')).status).toBe(200);
  expect((await get('/idcert/server')).json).not.toBe(oldCertificate);

  const operator = await openReferenceServer(readConfig(restored));
  onTestFinished(() => operator.close());
  const again = await addSession(operator, 'alice', { sessionId: 'phone' });
  expect((await get(`/keypackage/${phone.fid}`, again.token)).json).toEqual([]);
  const { s } = await addEvent(operator, 'alice', { sessionId: 'phone', op: '8', data: {} });
  expect(Number(s)).toBeGreaterThan(2 ** 32);
});
