import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commandLine, newCli } from '../support/cli.js';

const cli = newCli(afterAll);

test('--help names the commands and the environment variables', async () => {
  const { status, stdout, stderr } = await cli.run(['--help']);
  expect([status, stderr]).toEqual([0, '']);
  for (const command of [
    'serve',
    'actor',
    'session',
    'cert',
    'key',
    'keypackage',
    'event',
    'export',
    'import',
    'doctor',
  ]) {
    expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  }
  for (const name of [
    'PORT',
    'HOST',
    'DOMAIN',
    'DATABASE',
    'ADMIN_TOKEN',
    'SEALING_KEY',
    'HOME_SERVERS',
    'METRICS_PORT',
    'RATE_LIMIT',
  ]) {
    expect(stdout).toMatch(new RegExp(`^ {2}(P2CORE_)?${name} `, 'm'));
  }
});

test('--help shows the first steps, and they are right', async () => {
  const { stdout } = await cli.run(['--help']);
  const steps = [...stdout.matchAll(/^ {2}p2core-server (.+?) {2,}\S/gm)].map(
    ([, step = '']) => step,
  );
  expect(steps).toEqual(['serve', 'actor add alice', 'session add alice', 'doctor']);
  await cli.create();
  for (const step of steps.slice(1)) {
    expect((await cli.run(step.split(' '))).status).toBe(0);
  }
});

test('serve --help shows how to misbehave', async () => {
  const { stdout } = await cli.run(['serve', '--help']);
  expect(stdout).toContain('p2core-server serve --chaos delay,rate-limited --seed 7');
  expect(stdout).toContain('P2Core-Chaos');
});

test.each([
  ['serve', ['--json']],
  ['actor add', ['<local>', '--json']],
  ['session add', ['<local>', '--id', '--csr', '--json']],
  ['keypackage add', ['<local>', '<base64...>', '--session', '--last-resort', '--json']],
  ['event add', ['<local>', '--session', '--op', '--data', '--json']],
])('%s --help names its arguments and options', async (command, parts) => {
  const { status, stdout } = await cli.run([...command.split(' '), '--help']);
  expect(status).toBe(0);
  for (const part of parts) expect(stdout).toContain(part);
});

test('--version says that of the package', async () => {
  const { status, stdout, stderr } = await cli.run(['--version']);
  expect([status, stdout.trim(), stderr]).toEqual([0, manifest.version, '']);
});

test('without a command it prints the help on standard error', async () => {
  const { status, stdout, stderr } = await cli.run([]);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('Usage: p2core-server');
});

test.each([
  ['an unknown option', ['actor', 'add', 'alice', '--jsn']],
  ['a missing argument', ['actor', 'add']],
  ['a missing option', ['event', 'add', 'alice', '--op', '3']],
  ['an option without its value', ['session', 'add', 'alice', '--id']],
])('%s is refused', async (_, args) => {
  const { status, stdout, stderr } = await cli.run(args);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^error: .+\n/);
});

test('completion prints a script that bash takes, and completes commands and options', async () => {
  const { status, stdout } = await cli.run(['completion', 'bash']);
  expect(status).toBe(0);
  expect(spawnSync('bash', ['-n'], { input: stdout }).status).toBe(0);
  const names = async (...words: string[]) =>
    (await cli.run(['complete', '--', ...words])).stdout
      .split('\n')
      .map((line) => line.split('\t')[0]);
  expect(await names('')).toEqual(expect.arrayContaining(['serve', 'actor', 'completion']));
  expect(await names('key', 'ro')).toContain('rotate');
  expect(await names('session', 'add', '--')).toEqual(expect.arrayContaining(['--csr', '--json']));
});

test('the reader of the help may close the pipe early', () => {
  const { stderr } = spawnSync('bash', ['-c', `${commandLine} --help | head -1`], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
});
