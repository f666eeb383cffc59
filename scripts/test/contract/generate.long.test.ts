import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GeneratedFiles, notice } from '../../src/codegen/generated-file.js';
import { root } from '../../src/workspace.js';

const run = promisify(execFile);
const tsx = createRequire(import.meta.url).resolve('tsx/cli');

const generated = [
  'openapi/components/examples',
  'openapi/dist',
  'packages/client/src/generated',
  'packages/conformance/src/generated',
  'packages/types/src/generated',
  'docs/public/generated',
];

/** Further files that the command reads. */
const read = [
  'README.md',
  'redocly.yaml',
  'package.json',
  'openapi',
  'scripts',
  ...(await readdir(join(root, 'packages'))).map((name) => `packages/${name}/package.json`),
  'packages/reference-server/src/handlers',
  'packages/conformance/src/cases',
  'packages/conformance/fixture.schema.json',
];
const [examples = '', dist = '', client = '', , , types = ''] = generated;

/** Runs the command in a copy of the files that it reads and writes. `pnpm check` runs it on the real files. */
describe('pnpm generate', () => {
  const copy = mkdtempSync(join(tmpdir(), 'p2core-generate-'));
  afterAll(() => rmSync(copy, { recursive: true }));

  beforeAll(async () => {
    for (const path of [...read, ...generated]) {
      await cp(join(root, path), join(copy, path), {
        recursive: true,
        filter: (source) => !source.endsWith('/node_modules'),
      });
    }
    for (const path of ['node_modules', 'scripts/node_modules']) {
      await symlink(join(root, path), join(copy, path));
    }
  });

  async function command(...args: string[]): Promise<{ failed: boolean; output: string }> {
    const script = join(copy, 'scripts/src/generate.ts');
    try {
      const { stdout, stderr } = await run(process.execPath, [tsx, script, ...args], { cwd: copy });
      return { failed: false, output: stdout + stderr };
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { failed: true, output: stdout + stderr };
    }
  }

  async function files(): Promise<GeneratedFiles> {
    const found: GeneratedFiles = {};
    for (const folder of generated) {
      for (const name of await readdir(join(copy, folder))) {
        found[`${folder}/${name}`] = await readFile(join(copy, folder, name), 'utf8');
      }
    }
    return found;
  }

  const stale = (...paths: string[]) => ({
    failed: true,
    output: `Stale, run \`pnpm generate\`:\n${paths.map((path) => `  ${path}\n`).join('')}`,
  });

  test('makes every file again, octet for octet, and removes superfluous ones', async () => {
    const before = await files();
    for (const folder of generated) await rm(join(copy, folder), { recursive: true });
    await mkdir(join(copy, types));
    await writeFile(join(copy, types, 'superfluous.ts'), '');

    expect((await command()).failed).toBe(false);
    const after = await files();
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([]);
    for (const text of Object.values(after)) {
      expect(text.split('\n')[0]).toMatch(/Generated .*`pnpm generate`.* Do not edit\./);
    }
  });

  test('--check names a changed, a missing and a superfluous file, and writes nothing', async () => {
    await appendFile(join(copy, dist, 'openapi.yaml'), ' ');
    await rm(join(copy, client, 'client-methods.ts'));
    await writeFile(join(copy, types, 'superfluous.ts'), `// ${notice}\n`);
    const broken = await files();
    const expected = stale(
      `${dist}/openapi.yaml`,
      `${client}/client-methods.ts`,
      `${types}/superfluous.ts`,
    );
    expect(await command('--check')).toEqual(expected);
    expect(await files()).toEqual(broken);
  });

  test('--check names a changed, a missing and a superfluous example', async () => {
    await appendFile(join(copy, examples, 'challenge.yaml'), '# changed\n');
    await rm(join(copy, examples, 'session.yaml'));
    await writeFile(join(copy, examples, 'superfluous.yaml'), '');
    const expected = stale(
      `${examples}/challenge.yaml`,
      `${examples}/session.yaml`,
      `${examples}/superfluous.yaml`,
    );
    expect(await command('--check')).toEqual(expected);
  });
});
