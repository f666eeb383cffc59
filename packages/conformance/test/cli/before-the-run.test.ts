/** The command reports each fault that it can find before the run. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCodes, operations, pathPrefix } from '@p2core/types';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { mendUrl } from '../../src/fixture/mend-url.js';
import { keyPackagesOfARun, shortagesOf } from '../../src/fixture/shortages.js';
import { oneOperation } from '../support/few-operations.js';
import { cases, runKit } from '../support/kit.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';
import { runProgram } from './program.js';
import { runHere } from './run-here.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-before-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let server: SillyServer;
let requests = 0;
beforeEach(async () => {
  requests = 0;
  const counting: RequestListener = (request, response) => {
    requests++;
    oneOperation(request, response);
  };
  server = await startSillyServer(counting);
});
afterEach(() => server.close());

describe('the URL of the server', () => {
  test.each([
    ['https://home.example.com', 'https://home.example.com'],
    ['https://home.example.com/', 'https://home.example.com/'],
    ['https://example.com/sub', 'https://example.com/sub'],
    [`https://home.example.com${pathPrefix}`, 'https://home.example.com'],
    [`https://home.example.com${pathPrefix}/`, 'https://home.example.com'],
    [`https://example.com/sub${pathPrefix}/challenge`, 'https://example.com/sub'],
    ['home.example.com', 'https://home.example.com'],
    ['home.example.com:8443', 'https://home.example.com:8443'],
    ['localhost', 'http://localhost'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['[::1]:3000', 'http://[::1]:3000'],
    [`localhost:3000${pathPrefix}`, 'http://localhost:3000'],
  ])('%s is read as %s', (given, url) => {
    expect(mendUrl(given)).toBe(url);
  });

  test.each([
    ['ftp://home.example.com', /http:\/\/ or https:\/\//],
    ['https://', /not the URL of a server/],
    ['https://user:word@home.example.com', /tokens belong in the fixture/],
    ['https://home.example.com/?a=1', /query/],
  ])('%s is explained', (given, message) => {
    expect(() => mendUrl(given)).toThrow(message);
  });

  test("a URL that ends with the contract's path is accepted", async () => {
    const { stdout } = await runHere([server.url + pathPrefix, '--only', 'getChallenge/happy']);
    expect(stdout).toContain(`${server.url} passes 1 of 1 case`);
  });
});

describe('a report file that cannot be written', () => {
  test.each([
    ['in a missing folder', join(folder, 'none', 'report.xml')],
    ['at the path of a folder', folder],
  ])('%s ends the run before its first request', async (_, file) => {
    const { status, stdout, stderr } = await runHere([server.url, '--report', `junit=${file}`]);
    expect([status, stdout, requests]).toEqual([2, '', 0]);
    expect(stderr).toContain(file);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

describe('a URL where no testable server answers', () => {
  const some = cases.filter(({ id }) => id === 'getChallenge/happy');
  const tryUrl = (url: string) => runKit({ fixture: { url }, cases: some, timeout: 2000 });

  test('is explained where it redirects', async () => {
    const other = await startSillyServer((_, response) =>
      response.writeHead(301, { Location: 'https://home.example.com/' }).end(),
    );
    onTestFinished(() => other.close());
    await expect(tryUrl(other.url)).rejects.toThrow('redirects to https://home.example.com/');
  });

  test('is explained where it speaks TLS and should not, or the reverse', async () => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const subject = ['-subj', '/CN=localhost', '-days', '1'];
    const made = ['-nodes', '-keyout', key, '-out', certificate];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ed25519', ...made, ...subject], {
      stdio: 'pipe',
    });
    const options = { key: await readFile(key), cert: await readFile(certificate) };
    const secure = createServer(options, oneOperation).listen(0, '127.0.0.1');
    onTestFinished(() => void secure.close());
    await once(secure, 'listening');
    const { port } = secure.address() as AddressInfo;
    await expect(tryUrl(`http://127.0.0.1:${port}`)).rejects.toThrow('give https://');
    await expect(tryUrl(`https://127.0.0.1:${port}`)).rejects.toThrow('NODE_EXTRA_CA_CERTS');
    const { port: plain } = new URL(server.url);
    await expect(tryUrl(`https://127.0.0.1:${plain}`)).rejects.toThrow('give http://');
  });

  test('is explained where it does not speak HTTP', async () => {
    const other = createTcpServer((socket) => socket.end('SSH-2.0-x\r\n')).listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(tryUrl(`http://127.0.0.1:${port}`)).rejects.toThrow('does not speak HTTP');
  });
});

test('a long rate limit is no failure, and is named', async () => {
  const limited = await startSillyServer((request, response) => {
    if (request.url !== operations.getChallenge.path) return oneOperation(request, response);
    const { status } = errorCodes.P2CORE_RATE_LIMITED;
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'Retry-After': '3000',
    });
    response.end(JSON.stringify({ errcode: status, error: 'P2CORE_RATE_LIMITED' }));
  });
  onTestFinished(() => limited.close());
  const some = cases.filter(({ id }) => id === 'getChallenge/happy');
  const { results } = await runKit({ fixture: { url: limited.url }, cases: some });
  expect(results.map(({ reason }) => reason)).toEqual([
    `a rate limit on GET ${operations.getChallenge.path} is reached, for 50 minutes`,
  ]);
});

test('an empty environment variable is no token', async () => {
  const only = ['--only', 'getChallenge/happy'];
  const { status } = await runProgram([server.url, ...only], '', { P2CORE_ADMIN_TOKEN: '' });
  expect(status).toBe(0);
});

test.skipIf(!existsSync('/dev/full'))(
  'a report that does not fit on the disk is named after the run (skipped without /dev/full)',
  async () => {
    const args = [server.url, '--only', 'getChallenge/happy', '--report', 'html=/dev/full'];
    const { status, stdout, stderr } = await runHere(args);
    expect([status, stderr]).toEqual([
      2,
      'p2core-conformance: the file for html, /dev/full, cannot be written: no space is left\n',
    ]);
    expect(stdout).toContain('passes 1 of 1 case');
  },
);

test('a run reads the known failures that an earlier run wrote', async () => {
  const file = join(folder, 'known.json');
  const only = ['--only', 'getChallenge/*'];
  const first = await runHere([server.url, ...only, '--write-known-failures', file]);
  expect(first.status).toBe(1);
  const known = JSON.parse(await readFile(file, 'utf8'));
  expect(known['getChallenge/head']).toMatch(/^expected 200, got 405/);
  const second = await runHere([server.url, ...only, '--known-failures', file]);
  expect(second.status).toBe(0);
});

test('for a fixture with too little the command prints the numbers', () => {
  const sessions = [{ id: '1', token: 'a' }];
  const keyPackages = { fid: 'c@b', stock: 3, lastResort: true, sessions };
  const fixture = {
    ...{ url: '', actor: { fid: 'a@b', sessions }, spareSessions: sessions },
    keyPackages,
  };
  const needed = cases.filter(({ needs }) => needs.includes('spareSessions')).length;
  expect(shortagesOf(fixture, cases)).toEqual([
    `${needed} spare sessions are needed, 1 given: the cases that lack them are skipped`,
    '2 sessions of the actor are needed, 1 given: the cases that lack them are skipped',
    `${keyPackagesOfARun} KeyPackages of each session are needed, 3 given: the cases that lack them are skipped`,
  ]);
});

test('a SHOULD decides the exit status only with --strict', async () => {
  const args = [server.url, '--only', 'getChallenge/recommended-strength'];
  expect((await runHere(args)).status).toBe(0);
  expect((await runHere([...args, '--strict'])).status).toBe(1);
});
