import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validateAction } from '@action-validator/core';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { jsonReport } from '../../src/report/json.js';

const source = await readFile(new URL('../../../../action.yml', import.meta.url), 'utf8');
const action: { runs: { steps: { run?: string }[] } } = parse(source);

test("action.yml has what GitHub's schema of an action demands", () => {
  expect(validateAction(source).errors).toEqual([]);
});

test('its steps call the kit with the inputs and write a summary', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-action-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const report = jsonReport({
    ...{ kit: { name: '', version: '' }, contract: '', url: '', startedAt: new Date(0) },
    ...{ milliseconds: 0, seed: 1 },
    results: [
      {
        ...{ id: 'any/case', operation: 'any', title: '', level: 'MUST', basis: [] },
        ...{ outcome: 'failed', failure: { expected: '', actual: '' } },
        ...{ milliseconds: 0, exchanges: [] },
      },
    ],
  });
  await writeFile(join(folder, 'report'), report);
  const stub =
    '#!/bin/sh\nprintf "%s\\n" "$@" > arguments\nfor f in json sarif html; do cp report "out put/conformance.$f"; done\n';
  await writeFile(join(folder, 'npx'), stub);
  await chmod(join(folder, 'npx'), 0o755);
  const env = {
    ...{ PATH: `${folder}:${process.env.PATH}`, GITHUB_OUTPUT: 'output' },
    ...{ GITHUB_STEP_SUMMARY: 'summary', REPORT: 'out put/conformance.json' },
    ...{ INPUT_URL: 'https://a.example/$(id)', INPUT_FIXTURE: 'my fixture.json' },
    ...{ INPUT_VERSION: '0.1.0', INPUT_REPORTS: 'out put', INPUT_READ_ONLY: 'true' },
    INPUT_KNOWN_FAILURES: '',
  };
  for (const { run } of action.runs.steps) {
    if (run === undefined) continue;
    await promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', run], { cwd: folder, env });
  }
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const called = (await read('arguments')).trim().split('\n');
  expect(called.slice(0, 2)).toEqual(['--yes', '@p2core/conformance@0.1.0']);
  expect(called).toContain('sarif=out put/conformance.sarif');
  expect(called.slice(-5)).toEqual([
    ...['--fixture', 'my fixture.json', '--read-only', '--', 'https://a.example/$(id)'],
  ]);
  expect(await read('output')).toContain('sarif=out put/conformance.sarif\n');
  expect(await read('summary')).toContain('| MUST | 0 | 1 | 0 | 0 | 0 |');
  expect(await read('summary')).toContain('- `any/case`');
});

const runStep = action.runs.steps.find(({ run }) => run?.includes('npx'))?.run ?? '';

test.each([
  ['', 'v0.2.0', '0.2.0'],
  ['', 'v1', '1'],
  ['', 'main', 'latest'],
  ['', '', 'latest'],
  ['0.1.0', 'v0.2.0', '0.1.0'],
])('version "%s" of the action at "%s" runs the kit %s', async (version, ref, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-action-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@" > arguments\nexit 2\n');
  await chmod(join(folder, 'npx'), 0o755);
  const env = {
    ...{ PATH: `${folder}:${process.env.PATH}`, GITHUB_OUTPUT: 'output' },
    ...{ INPUT_URL: '', INPUT_FIXTURE: '', INPUT_VERSION: version, ACTION_REF: ref },
    ...{ INPUT_REPORTS: 'reports', INPUT_READ_ONLY: '', INPUT_KNOWN_FAILURES: '' },
  };
  const step = promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', runStep], {
    ...{ cwd: folder, env },
  });
  await expect(step).rejects.toMatchObject({ code: 2 });
  expect(await readFile(join(folder, 'arguments'), 'utf8')).toContain(
    `@p2core/conformance@${expected}\n`,
  );
  await expect(readFile(join(folder, 'output'), 'utf8')).rejects.toThrow('ENOENT');
});
