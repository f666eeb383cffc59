/** One fault of a server is one fault in the report, and does not hide other faults. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readRulings } from '../../src/contract/rulings.js';
import type { RunReport } from '../../src/index.js';
import { causesOf } from '../../src/report/causes.js';
import { consoleReport, paintWith } from '../../src/report/console.js';
import { oneOperation } from '../support/few-operations.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { startSillyServer } from '../support/silly-server.js';
import { answers } from '../wrong-servers/harness/faults.js';
import { startFront } from '../wrong-servers/harness/front.js';
import { withFields } from '../wrong-servers/harness/message.js';
import type { NewFault } from '../wrong-servers/wrong-server.js';

let healthy: HealthyServer;
beforeAll(async () => {
  healthy = await startHealthyServer();
});
afterAll(() => healthy.close());

async function reportBehind(fault: NewFault, some = cases): Promise<RunReport> {
  const front = await startFront(await healthy.fixture(), fault);
  onTestFinished(() => front.close());
  return runKit({ fixture: front.fixture, cases: some, readOnly: true });
}

const without = (isSuch: (name: string) => boolean): NewFault =>
  answers((answer) => {
    const names = [...answer.headers.keys()].filter(isSuch);
    return withFields(answer, Object.fromEntries(names.map((name) => [name, undefined])));
  });

function rootsOf({ results }: RunReport): string[] {
  return causesOf(results.filter(({ outcome }) => outcome === 'failed')).map(({ root }) => root.id);
}

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const hasPython = spawnSync('python3', ['--version']).error === undefined;

/** Starts a server in a process of its own, which prints its port. Gives its URL. */
async function start(command: string, args: string[], port: RegExp): Promise<string> {
  const child = spawn(command, args, {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (port.test(output)) break;
  }
  return `http://127.0.0.1:${port.exec(output)?.[1]}`;
}

function linesOf(report: RunReport): number {
  const text = consoleReport(report, readRulings(), paintWith(false));
  if (process.env.P2CORE_SHOW) console.log(text);
  return text.trimEnd().split('\n').length;
}

test('a proxy that strips the header fields of CORS', { timeout: 300_000 }, async () => {
  const report = await reportBehind(without((name) => name.startsWith('access-control-')));
  expect(rootsOf(report)).toEqual(['any/cors', 'any/exposed-headers']);
  const failed = report.results.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ id }) => id.split('/')[1])).toEqual(
    failed.map(() => expect.stringMatching(/^(cors|exposed-headers|preflight|serves-preflight)$/)),
  );
  expect(linesOf(report)).toBeLessThan(60);
});

test.each(['vary', 'cache-control', 'www-authenticate', 'allow', 'etag'])(
  'a proxy that strips %s',
  async (field) => {
    const some = cases.filter(({ id }) => /^any|happy$|if-none-|method-|-token$|kept/.test(id));
    const report = await reportBehind(
      without((name) => name === field),
      some,
    );
    expect(rootsOf(report)[0]).toBe(`any/header-${field}`);
    expect(linesOf(report)).toBeLessThan(60);
  },
);

test("a server of one operation, with its framework's other answers, by its URL alone", async () => {
  const server = await startSillyServer(oneOperation);
  onTestFinished(() => server.close());
  const report = await runKit({ fixture: { url: server.url } });
  const absent = report.results.filter(
    ({ id, outcome }) => id.endsWith('/is-there') && outcome === 'failed',
  );
  expect(absent).toHaveLength(6);
  expect(linesOf(report)).toBeLessThan(60);
});

test.skipIf(!hasPython)(
  'a server of one operation in Python, by its URL alone (skipped without Python)',
  async () => {
    const url = await start('python3', [pathOf('../support/one-operation.py')], /^(\d+)\n/);
    const report = await runKit({ fixture: { url } });
    const roots = rootsOf(report);
    expect(roots[0]).toMatch(/\/is-there$/);
    expect(roots).toContain('any/cors');
    expect(roots).toContain('any/header-cache-control');
    expect(linesOf(report)).toBeLessThan(60);
  },
);

test("the server of the README's three operations, by its URL alone", async () => {
  const example = pathOf('../../../server/examples/three-operations.ts');
  const url = await start(process.execPath, ['--import', 'tsx', example], /port: (\d+)/);
  const report = await runKit({ fixture: { url } });
  const failed = report.results.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ id }) => id)).toEqual([
    'getServerIdCert/is-there',
    'getServerPublicKey/is-there',
    'rotateServerIdentityKey/is-there',
    'updateSessionIdCert/is-there',
  ]);
  expect(rootsOf(report)).toHaveLength(1);
  expect(linesOf(report)).toBeLessThan(60);
});
