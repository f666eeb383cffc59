import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { Passwords } from '../../src/passwords/passwords.js';
import { openReferenceServer } from '../../src/reference-server.js';
import { program, programEnv } from '../durability/server-process.js';
import { temporaryFolder } from '../operator/folder.js';

const path = temporaryFolder();
const env = { P2CORE_DOMAIN: 'home.example.com', P2CORE_DATABASE: path('p2core.db') };
const server = await openReferenceServer(readConfig(env), { create: true });
afterAll(() => server.close());
await server.store.actors.add('alice@home.example.com', 1000);

async function passwd(input: string | Buffer, name = 'alice') {
  const child = spawn(process.execPath, [program, 'actor', 'passwd', name], {
    env: programEnv(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const exited = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: (await exited)[0], stdout, stderr };
}

async function isPasswordOf(password: string): Promise<boolean> {
  const passwords = new Passwords();
  return passwords.check(server.store.actors, 'alice@home.example.com', password, {
    key: 'here',
    wrong: 0,
  });
}

test('a password comes from the first line of standard input, and replaces the former', async () => {
  expect(await passwd('correct horse\nand more\n')).toEqual({
    status: 0,
    stdout: 'The password of alice@home.example.com is set.\n',
    stderr: '',
  });
  expect(await isPasswordOf('correct horse')).toBe(true);
  expect((await passwd('übermorgen läuft es')).status).toBe(0);
  expect(await isPasswordOf('correct horse')).toBe(false);
  expect(await isPasswordOf('übermorgen läuft es')).toBe(true);
});

test.each([
  ['none', '', 'give the password on standard input'],
  ['an empty line', '\n', 'give the password on standard input'],
  ['one that is too short', 'seven77\n', '8 to 256 characters'],
  ['one without an end', 'a'.repeat(1_000_000), '8 to 256 characters'],
])('%s is refused in one line', async (_what, input, message) => {
  const { status, stdout, stderr } = await passwd(input);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('an unregistered actor gets no password', async () => {
  expect((await passwd('correct horse\n', 'nobody')).stderr).toContain('not registered');
});
