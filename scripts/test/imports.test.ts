import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/workspace.js';

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', '*.ts', '*.mts', '*.js', '*.mjs'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

/** The folder of the package that a file belongs to; empty in the root. */
function packageOf(file: string): string {
  let folder = dirname(file);
  while (folder !== '.' && !existsSync(join(root, folder, 'package.json')))
    folder = dirname(folder);
  return folder === '.' ? '' : folder;
}

/** The files that a file imports by a path, as paths from the root. */
function importsOf(file: string): string[] {
  const code = readFileSync(join(root, file), 'utf8');
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );
}

/** Whether a path leads into the source of another package. */
function isForeignSource(from: string, to: string): boolean {
  const owner = packageOf(to);
  return owner !== packageOf(from) && relative(owner, to).startsWith('src/');
}

test('an import of another package’s source is found', () => {
  const bench = 'bench/src/growth.ts';
  expect(isForeignSource(bench, 'packages/reference-server/src/store/store.js')).toBe(true);
  expect(isForeignSource(bench, 'bench/src/measure/load.js')).toBe(false);
  expect(importsOf(bench)).toContain('bench/src/measure/median.js');
});

test('no file imports another package’s source, only its exports', () => {
  expect(files.length).toBeGreaterThan(500);
  const faults = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => isForeignSource(file, path))
      .map((path) => `${file}: ${path}`),
  );
  expect(faults).toEqual([]);
});
