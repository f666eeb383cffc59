/** What comes out of the workspace: each package packed, judged by two linters, and installed by npm outside of it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../src/workspace.js';

const run = promisify(execFile);

interface Manifest {
  name: string;
  version: string;
  exports: Record<string, string>;
  bin?: Record<string, string>;
}

const folders = [
  'openapi',
  ...(await readdir(join(root, 'packages'))).map((name) => `packages/${name}`),
];
const packages = await Promise.all(
  folders.map(async (folder) => ({
    folder: join(root, folder),
    manifest: JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest,
  })),
);

const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  packageManager: string;
};

let work: string;
const tarball = ({ name, version }: Manifest) =>
  join(work, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'p2core-packages-'));
  for (const { folder } of packages) {
    await run('npx', ['--yes', packageManager, 'pack', '--pack-destination', work], {
      cwd: folder,
    });
  }
});

afterAll(() => rm(work, { recursive: true }));

describe.each(packages)('$manifest.name', ({ manifest }) => {
  test('has its licence and its README in the tarball, and nothing of the tests', async () => {
    const { stdout } = await run('tar', ['-tzf', tarball(manifest)]);
    const files = stdout.trim().split('\n');
    expect(files).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md']));
    expect(files.filter((file) => /test|tsbuildinfo|node_modules/.test(file))).toEqual([]);
  });

  test('is as publint wants it', async () => {
    const { stdout } = await run('publint', ['run', tarball(manifest), '--strict']);
    expect(stdout).toContain('All good!');
  });
});

test.each(packages.filter(({ manifest: { exports } }) => '.' in exports))(
  "$manifest.name's types are found by those who import it",
  async ({ manifest }) => {
    await run('attw', [tarball(manifest), '--profile', 'esm-only']);
  },
);

describe('installed by npm outside of the workspace', () => {
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'p2core-installed-'));
    await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
    const tarballs = packages.map(({ manifest }) => tarball(manifest));
    const peers = ['express@5', '@peculiar/x509@2', 'reflect-metadata@0.2', 'ajv@8'];
    const options = ['--no-audit', '--no-fund', '--prefer-offline'];
    await run('npm', ['install', ...options, ...tarballs, ...peers], { cwd: project });
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

  test('the contract is there for those who need no JavaScript', async () => {
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
