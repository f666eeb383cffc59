/** The folders of `examples/`, copied out of the repository and used as their READMEs and the guides say. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '@p2core/testing/free-port';
import { pathPrefix } from '@p2core/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../src/workspace.js';
import { npmEnv } from './support/shared-registry.js';

const run = promisify(execFile);
const minutes = 60_000;

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'p2core-examples-'));
});
afterAll(() => rm(home, { recursive: true }));

async function copyOut(name: string): Promise<string> {
  const folder = join(home, name);
  await cp(join(root, 'examples', name), folder, { recursive: true });
  await npm(folder, 'install');
  return folder;
}

function npm(folder: string, ...args: string[]) {
  return run('npm', args, { cwd: folder, env: { ...process.env, ...npmEnv } });
}

/** Starts a program that cannot use its port. Returns its exit status and output. */
async function startAt(port: string, folder: string, args: string[]) {
  const env = { ...process.env, PORT: port };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: 'pipe' });
  let printed = '';
  child.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, lines: printed.trim().split('\n') };
}

/** Demands one line of a program where another one has the port, and where the port is none. */
async function demandClearRefusals(url: string, folder: string, args: string[]): Promise<void> {
  const ports = [new URL(url).port, 'abc'];
  expect(await Promise.all(ports.map((port) => startAt(port, folder, args)))).toEqual([
    { status: 1, lines: [expect.stringContaining('EADDRINUSE')] },
    { status: 1, lines: [expect.stringContaining('PORT is no port')] },
  ]);
}

/** Starts a program that listens at `PORT`, calls `use` with its URL, and ends it. */
async function whileServing<T>(
  folder: string,
  args: string[],
  use: (url: string) => Promise<T>,
  more: NodeJS.ProcessEnv = {},
): Promise<T> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = { ...process.env, ...more, PORT: new URL(url).port };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: 'inherit' });
  try {
    await Promise.race([answered(url), ended(child)]);
    return await use(url);
  } finally {
    child.kill();
  }
}

async function answered(url: string): Promise<void> {
  while (!(await fetch(url).catch(() => undefined))) await sleep(100);
}

async function ended(child: ChildProcess): Promise<never> {
  const [status] = await once(child, 'exit');
  throw new Error(`the server ended with ${status}`);
}

describe('the server to start from', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await copyOut('server');
  }, 3 * minutes);

  test('passes its own tests', { timeout: minutes }, () => npm(folder, 'test'));

  test('keeps the contract, once compiled', { timeout: minutes }, async () => {
    await npm(folder, 'run', 'build');
    const use = async (url: string) => {
      const kit = join(folder, 'node_modules/.bin/p2core-conformance');
      const { stdout } = await run(kit, ['--fixture', fixture]);
      expect(stdout).not.toContain('the fixture gives no actor');
      await demandClearRefusals(url, folder, ['dist/main.js']);
    };
    const fixture = join(folder, 'fixture.json');
    const env = { FIXTURE: fixture, ADMIN_TOKEN: 'a-token-for-tests' };
    await whileServing(folder, ['dist/main.js'], use, env);
  });
});

describe('the stubs in other applications', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await copyOut('mounting');
  }, 3 * minutes);

  test('compile', { timeout: minutes }, () => npm(folder, 'test'));

  test.each(['express', 'fastify', 'hono', 'nest'])('%s', { timeout: minutes }, async (name) => {
    const args = ['--import', 'tsx', `src/${name}.ts`];
    await whileServing(folder, args, async (url) => {
      const ofContract = await fetch(`${url}${pathPrefix}/idcert/actor/bob@home.example.com`);
      expect([ofContract.status, await ofContract.json()]).toEqual([
        404,
        expect.objectContaining({ message: 'There is no actor bob@home.example.com here.' }),
      ]);
      const json = { 'Content-Type': 'application/json' };
      const withContent = await fetch(`${url}${pathPrefix}/session`, {
        method: 'DELETE',
        headers: { ...json, Authorization: 'Bearer a-token-of-alice' },
        body: '{"session_id":"one"}',
      });
      expect([withContent.status, await withContent.json()]).toEqual([
        404,
        expect.objectContaining({ message: 'There is no session one.' }),
      ]);
      const own = await fetch(`${url}/hello`, {
        method: 'POST',
        headers: json,
        body: '{"name":"alice"}',
      });
      expect([own.status, await own.json()]).toEqual([200, { hello: 'alice' }]);
      await demandClearRefusals(url, folder, args);
    });
  });
});
