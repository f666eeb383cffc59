import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../src/workspace.js';

const tsx = createRequire(import.meta.url).resolve('tsx/cli');

/** Runs the command with a registry that gives this answer. Returns its output and exit status. */
async function advisories(status: number, answer: Record<string, object[]>) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const args = [tsx, 'scripts/src/advisories.ts', '--registry', registry];
  const result = promisify(execFile)(process.execPath, args, { cwd: root });
  return result.then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }) => ({ code, stdout }),
  );
}

const advisory = (title: string) => ({
  ...{ id: 1, title, severity: 'high', vulnerable_versions: '*', cwe: [] },
  ...{ url: `https://example.org/${title}`, cvss: { score: 7 } },
});

test('an advisory for a library that users install fails', async () => {
  const { code, stdout } = await advisories(200, { express: [advisory('one')] });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^FAILED +users install it: express 5\.\S+ by \S+: high: one https/);
});

test('an advisory for any other library of the workspace is only printed', async () => {
  const { code, stdout } = await advisories(200, { vitepress: [advisory('two')] });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^tolerated +the workspace alone uses it: vitepress 1\.\S+ by docs>/);
});

test('a registry without a list of advisories gives one line', async () => {
  const { code, stdout } = await advisories(405, {});
  expect(code).toBe(0);
  expect(stdout).toMatch(/^The registry has no list of advisories: .*\n$/);
});
