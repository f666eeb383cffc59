import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@p2core/testing/free-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fixture } from '../../src/fixture/fixture.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { runProgram } from './program.js';
import { runHere } from './run-here.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-conformance-'));
let server: HealthyServer;
let offered: Fixture;
beforeAll(async () => {
  server = await startHealthyServer();
  offered = await server.fixture();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const only = ['--only', 'getChallenge/happy,getServerIdCert/accept-*'];
/** A case that fails where the server does not accept the fixture's token. */
const failing = 'any/fixture-tokens';
/** A case that needs the token. */
const failingOnly = ['--only', `${failing},getEvents/trailing-slash`];
const wrongFixture = () => {
  const sessions = [1, 2].map((number) => ({ id: `${number}`, token: `no-token-${number}` }));
  return { url: server.url, actor: { fid: offered.actor?.fid, sessions } };
};

describe('exit status', () => {
  test('0 where no case fails, with the URL alone', async () => {
    const { status, stdout, stderr } = await runProgram([server.url, ...only]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^✓ getChallenge +1 of 1 passed$/m);
    expect(stdout).toMatch(/^✓ getServerIdCert +(\d+) of \1 passed$/m);
    expect(stdout).toContain('a selection is no verdict on the contract');
    expect(stdout).not.toContain('keeps contract');
    expect(stdout).not.toContain('\x1b');
  });

  test('2 where no case could be tried, so that a CI job without a tested case is not green', async () => {
    const { status, stdout, stderr } = await runProgram([server.url, '--only', 'getEvents/happy']);
    expect(status).toBe(2);
    expect(stdout).toContain('passes 0 of 0 cases; 1 not tried');
    expect(stderr).toContain('none of these cases could be tried');
  });

  test('1 where a case fails, with expected, actual and the curl line', async () => {
    const fixture = file('wrong.json', wrongFixture());
    const { status, stdout } = await runProgram(['--fixture', fixture, ...failingOnly]);
    expect(status).toBe(1);
    for (const part of [
      `1) ${failing}`,
      'expected  a token that is accepted, of actor',
      'actual    401 P2CORE_UNAUTHORIZED',
      'MUST: page',
      'getEvents/trailing-slash not tried: the server does not accept the token of actor',
      `'Authorization: Bearer '"$TOKEN"`,
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test.each<[string, () => string[], RegExp]>([
    [
      'nothing listens',
      () => ['http://127.0.0.1:9'],
      /no server to test at http:\/\/127\.0\.0\.1:9/,
    ],
    ['no server is named', () => [], /give the URL of the server/],
    ['the option does not exist', () => ['--fast'], /unknown option/],
    ['the case does not exist', () => [server.url, '--only', 'getTea/*'], /getTea/],
    ['the report format does not exist', () => [server.url, '--report', 'tea=x'], /json/],
    ['a value is no number', () => [server.url, '--timeout', '0'], /whole number/],
    ['the fixture does not exist', () => ['--fixture', join(folder, 'none')], /none/],
    ['the fixture is not JSON', () => ['--fixture', file('cut.json', '{')], /cut\.json/],
    [
      'the fixture breaks its schema',
      () => [
        '--fixture',
        file('schema.json', { url: server.url, actor: { fid: 'a@b', sessions: [], x: 1 } }),
      ],
      /\/actor must NOT have additional properties: "x"\n.*\/actor\/sessions/,
    ],
    [
      'the fixture names a route that is not optional',
      () => ['--fixture', file('routes.json', { url: server.url, optionalRoutes: ['getTea'] })],
      /getTea/,
    ],
    [
      'a known failure names no case',
      () => [server.url, '--known-failures', file('unknown.json', { 'getTea/hot': 'why' })],
      /getTea\/hot/,
    ],
  ])('2 where %s', async (_, args, message) => {
    const { status, stdout, stderr } = await runHere(args());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

describe('--known-failures', () => {
  test('shows a known failure with its reason and does not count it', async () => {
    const known = file('known.json', { [failing]: 'tokens are not made yet' });
    const fixture = file('wrong.json', wrongFixture());
    const args = ['--fixture', fixture, ...failingOnly, '--known-failures', known];
    const { status, stdout } = await runHere(args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^! any\/fixture-tokens fails, as is known: tokens are not made yet$/m);
  });

  test('reports a known failure that passes again', async () => {
    const known = file('fixed.json', { 'getChallenge/happy': 'it was not made yet' });
    const { status, stdout } = await runHere([server.url, ...only, '--known-failures', known]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^getChallenge\/happy .* passes: take it out/m);
  });
});

test('a fixture is read from standard input, and options override it', async () => {
  const fixture = JSON.stringify({
    ...offered,
    url: 'http://127.0.0.1:9',
    administratorToken: 'no',
  });
  const token = offered.administratorToken ?? '';
  const { status, stdout } = await runProgram(
    [
      server.url,
      '--fixture',
      '-',
      '--administrator-token',
      token,
      '--only',
      'rotateServerIdentityKey/happy',
    ],
    fixture,
  );
  expect(status).toBe(0);
  expect(stdout).toContain(`${server.url} passes 1 of 1 case`);
});

test('a URL with an IP address does not give the domain', async () => {
  const only = 'getServerIdCert/names-its-domain';
  const { status, stdout } = await runHere([server.url, '--only', only]);
  const reason = "not tried: the fixture gives no domain, and the URL's host is an address";
  expect([status, stdout]).toEqual([2, expect.stringContaining(reason)]);
});

test('one case fails where the server does not find the kit’s home server, and the others are skipped', async () => {
  const homeServer = { ...offered.homeServer, port: await freePort() };
  const fixture = file('elsewhere.json', { ...offered, homeServer });
  const { status, stdout } = await runProgram(['--fixture', fixture, '--only', 'identify/foreign']);
  const reason = `it answers 502 P2CORE_HOME_SERVER_UNREACHABLE, and asks nothing at 127.0.0.1:${homeServer.port} for kit.example.org`;
  expect([status, stdout]).toEqual([2, expect.stringContaining(reason)]);
  const whole = await runProgram([
    '--fixture',
    fixture,
    '--only',
    'identify/foreign,any/home-server',
  ]);
  const expected = `a request to 127.0.0.1:${homeServer.port} for kit.example.org`;
  expect([whole.status, whole.stdout]).toEqual([1, expect.stringContaining(expected)]);
});

test('invitations for a server with open registration are named beside the fault', async () => {
  const open = await startHealthyServer({ P2CORE_REGISTRATION: 'open' });
  try {
    const only = 'createIdentity/invitation-once,createIdentity/name-after-registration';
    const args = [
      open.url,
      ...['first', 'second', 'third'].flatMap((one) => ['--invitation', `${one}-invitation`]),
    ];
    const { status, stdout } = await runProgram([...args, '--only', only]);
    expect(status).toBe(1);
    expect(stdout.match(/where registration is open, give the kit no invitations/g)).toHaveLength(
      2,
    );
  } finally {
    await open.close();
  }
});

test('cases that need more than the fixture gives are skipped with the reason', async () => {
  const { status, stdout } = await runHere([server.url, '--only', 'deleteSession/happy']);
  expect(status).toBe(2);
  expect(stdout).toMatch(/^– deleteSession\/happy not tried: .+$/m);
  expect(stdout).toContain('1 not tried: the fixture does not allow what is destructive');
});
