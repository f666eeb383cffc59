/** Packs each package, runs two linters on it, and installs it with npm outside the workspace. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packages } from './support/packages.js';
import { npmEnv, tarballs } from './support/shared-registry.js';

const run = promisify(execFile);

const packed = await tarballs();
const tarball = (name: string) => packed.get(name) ?? '';

describe.each(packages)('$manifest.name', ({ manifest: { name } }) => {
  test('has its licence and its README in the tarball, and no tests', async () => {
    const { stdout } = await run('tar', ['-tzf', tarball(name)]);
    const files = stdout.trim().split('\n');
    expect(files).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md']));
    expect(files.filter((file) => /test|tsbuildinfo|node_modules/.test(file))).toEqual([]);
  });

  test('passes publint', async () => {
    const { stdout } = await run('publint', ['run', tarball(name), '--strict']);
    expect(stdout).toContain('All good!');
  });
});

test.each(packages.filter(({ manifest: { exports } }) => '.' in exports))(
  "$manifest.name's types are found by those who import it",
  async ({ manifest: { name } }) => {
    await run('attw', [tarball(name), '--profile', 'esm-only']);
  },
);

describe('installed by npm outside the workspace', () => {
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'p2core-installed-'));
    await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
    const peers = ['express@5', 'openapi-fetch@0.17', 'ts-mls@1'];
    const options = { cwd: project, env: { ...process.env, ...npmEnv } };
    await run('npm', ['install', ...packed.values(), ...peers], options);
  }, 300_000);

  afterAll(() => rm(project, { recursive: true }));

  const entries = packages.flatMap(({ manifest: { name, exports } }) =>
    Object.keys(exports).map((entry) => join(name, entry)),
  );

  test.each(entries.filter((entry) => !/[*]|contract|\.json$/.test(entry)))(
    '%s can be imported',
    async (entry) => {
      const code = `console.log(Object.keys(await import('${entry}')).length)`;
      const { stdout } = await run('node', ['--input-type=module', '--eval', code], {
        cwd: project,
      });
      expect(Number(stdout)).toBeGreaterThan(0);
    },
  );

  test("the packages' types have no errors, nor have those of the libraries that they name", async () => {
    const imports = entries
      .filter((entry) => !/[*]|contract|\.json$/.test(entry))
      .map((entry) => `import '${entry}';`);
    await writeFile(join(project, 'entries.ts'), imports.join('\n'));
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'node16'];
    const tsc = run('tsc', [...options, 'entries.ts'], { cwd: project });
    const output = await tsc.then(
      () => '',
      ({ stdout }) => String(stdout),
    );
    expect(output).toBe('');
  });

  test('the contract’s files are there for users without JavaScript', async () => {
    const text = await readFile(
      join(project, 'node_modules/@p2core/contract/dist/openapi.json'),
      'utf8',
    );
    expect(JSON.parse(text)).toHaveProperty('openapi');
  });

  const commands = packages.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}));

  test.each(commands)('the command %s runs', async (command) => {
    const { stdout } = await run(join('node_modules/.bin', command), ['--help'], { cwd: project });
    expect(stdout).toContain(`Usage: ${command}`);
  });
});
