import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { open } from '../store/fixtures.js';
import { program, programEnv } from './server-process.js';
import { withOperator } from './stage.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-two-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** POSIX drops a process's locks on a file when the process closes any descriptor of it. */
test('two stores of one process on one SQLite file keep their locks, so that a command beside them loses nothing', async () => {
  const database = join(folder, 'p2core.db');
  const env = programEnv({ P2CORE_DATABASE: database });
  const command = (...args: string[]) =>
    execFileSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
  await withOperator(env, async () => {});
  command('actor', 'add', 'first');
  const [one, two] = [await open(database), await open(database)];
  await one.settings.set('one', '1');
  command('actor', 'add', 'second');
  await one.settings.set('one', '2');
  await two.settings.set('two', '2');
  command('actor', 'add', 'third');

  const other = JSON.parse(command('doctor', '--json'));
  expect(other.map(({ ok }: { ok: boolean }) => ok)).not.toContain(false);
  const exported = join(folder, 'export');
  command('export', exported);
  const text = readFileSync(exported, 'utf8');
  expect(text).toContain('{"key":"one","value":"2"}');
  expect(text).toContain('{"key":"two","value":"2"}');
  for (const name of ['first', 'second', 'third']) {
    expect(text).toContain(`"fid":"${name}@home.example.com"`);
    expect(await one.actors.exists(`${name}@home.example.com`)).toBe(true);
    expect(await two.actors.exists(`${name}@home.example.com`)).toBe(true);
  }
});
