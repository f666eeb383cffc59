import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { openReferenceServer } from '../../src/reference-server.js';
import { hashToken } from '../../src/sessions/tokens.js';
import { temporaryFolder } from '../operator/folder.js';
import { runHere } from './in-process.js';

const path = temporaryFolder();
const env = { P2CORE_DOMAIN: 'home.example.com', P2CORE_DATABASE: path('p2core.db') };
const open = () => openReferenceServer(readConfig(env), { create: true });
let server: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  server = await open();
});
afterAll(() => server.close());

async function json(...args: string[]) {
  const { status, stdout, stderr } = await runHere([...args, '--json'], env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function failure(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await runHere(args, env);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  return stderr;
}

test('actors are listed, and one that is removed stays in the list', async () => {
  for (const name of ['bob', 'alice']) await json('actor', 'add', name);
  await json('session', 'add', 'bob', '--id', 'phone');
  expect(await json('actor', 'list')).toEqual([
    {
      fid: 'alice@home.example.com',
      created_at: expect.any(Number),
      password: false,
      removed_at: null,
    },
    {
      fid: 'bob@home.example.com',
      created_at: expect.any(Number),
      password: false,
      removed_at: null,
    },
  ]);
  expect(await json('actor', 'remove', 'BOB')).toEqual({
    fid: 'bob@home.example.com',
    ended_sessions: 1,
  });
  expect((await json('actor', 'list'))[1].removed_at).toEqual(expect.any(Number));
  expect(await json('session', 'list', 'bob')).toEqual([]);
  expect(await json('cert', 'list', 'bob')).toMatchObject([{ invalidated: true }]);
});

test('a removed actor has no access, and its name is not given again', async () => {
  expect(await failure('actor', 'remove', 'bob')).toContain('not registered, or was removed');
  expect(await failure('session', 'add', 'bob')).toContain('not registered');
  expect(await failure('actor', 'add', 'bob')).toContain('P2CORE_FEDERATION_ID_TAKEN');
  expect(await failure('actor', 'remove', 'nobody')).toContain('not registered, or was removed');
});

test('an invitation is shown once and kept as a hash, is listed, and can be revoked', async () => {
  const { id, invite, expires_at: expiresAt } = await json('invite', 'add', '--days', '2');
  expect(invite).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(await server.store.invitations.isGood(hashToken(invite), expiresAt)).toBe(true);
  expect(await json('invite', 'list')).toEqual([
    { id, created_at: expiresAt - 2 * 86_400, expires_at: expiresAt, state: 'open', used_by: null },
  ]);
  expect(await json('invite', 'revoke', String(id))).toEqual({ id });
  expect(await server.store.invitations.isGood(hashToken(invite), expiresAt)).toBe(false);
  expect(await json('invite', 'list')).toEqual([]);
  expect(await failure('invite', 'revoke', String(id))).toContain('no unused invitation');
  expect(await failure('invite', 'revoke', '1; drop')).toContain('no unused invitation');
});

test.each(['0', '366', '-1', 'two', '1.5'])(
  'an invitation for %s days is refused',
  async (days) => {
    expect(await failure('invite', 'add', '--days', days)).toContain('--days must be 1 to 365');
  },
);

test('tables are for people', async () => {
  expect((await runHere(['invite', 'add'], env)).stdout).toMatch(
    /^Invitation {2}\S{22} {2}\(shown this once\)\nNumber {6}\d+\nGood until {2}\d{4}-/,
  );
  expect((await runHere(['actor', 'list'], env)).stdout).toMatch(
    /^fid +created_at +password +removed_at\nalice@/,
  );
});
