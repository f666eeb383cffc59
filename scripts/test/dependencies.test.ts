/** The table of dependencies agrees with the manifests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../src/workspace.js';

type Dependencies = Record<string, string>;
interface Manifest {
  dependencies?: Dependencies;
  devDependencies?: Dependencies;
  peerDependencies?: Dependencies;
}

const packages = readdirSync(join(root, 'packages'));
const workspace = ['', 'bench', 'docs', 'scripts', 'testing'];
const folders = [...workspace, ...packages.map((name) => `packages/${name}`)];
const [, installed = '', used = ''] = read('docs/dependencies.md').split(/^## /m);
const { catalog, catalogs } = parse(read('pnpm-workspace.yaml'));

/** The libraries that users install, as `package: library`, with the version if the manifest names exactly one. */
const installedByUsers = packages.flatMap((name) => {
  const { dependencies, peerDependencies } = manifest(`packages/${name}`);
  return libraries({ ...peerDependencies, ...dependencies }).map(
    (library) => `${name}: ${library}`,
  );
});

/** The libraries of the whole workspace, without versions. */
const usedHere = folders
  .map(manifest)
  .flatMap((each) => Object.keys({ ...each.dependencies, ...each.devDependencies }))
  .filter((name) => !isTheirs(name));

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function manifest(folder: string): Manifest {
  return JSON.parse(read(join(folder, 'package.json')));
}

/** Types come with the library that they describe. */
function isTheirs(name: string): boolean {
  return /^@(?:p2core|types)\//.test(name);
}

function libraries(dependencies: Dependencies): string[] {
  return Object.entries(dependencies)
    .filter(([name]) => !isTheirs(name))
    .map(([name, version]) => (/^\d/.test(version) ? `${name} ${version}` : name));
}

/** The cells of each row of a table, split at commas. */
function rows(table: string): string[][][] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().split(', ')));
}

test('each library that users install is in the row of its package, with its version if that is exact', () => {
  const told = rows(installed).flatMap(([owners = [], names = []]) =>
    owners.flatMap((owner) => names.map((name) => `${owner.replace(' (optional)', '')}: ${name}`)),
  );
  expect(told.sort()).toEqual([...installedByUsers].sort());
});

test('the other table has exactly the other libraries of the workspace', () => {
  const others = rows(used).flatMap(([names = []]) => names);
  const bare = (name: string) => name.split(' ')[0] ?? '';
  const known = [...rows(installed).flatMap(([, names = []]) => names), ...others].map(bare);
  expect([...new Set(usedHere)].filter((name) => !known.includes(name))).toEqual([]);
  expect(others.map(bare).filter((name) => !usedHere.includes(name))).toEqual([]);
});

test('the versions are those of the manifests', () => {
  const versions = [...Object.entries(catalog), ...Object.entries(catalogs.classic)];
  const held = new Set([
    ...versions.map(([name, version]) => `${name} ${version}`),
    ...folders
      .map(manifest)
      .flatMap((each) => libraries({ ...each.dependencies, ...each.devDependencies })),
  ]);
  const told = rows(used).flatMap(([names = []]) => names);
  expect(told.filter((name) => / \d+\.\d+\.\d+$/.test(name) && !held.has(name))).toEqual([]);
});
