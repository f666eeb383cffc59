/** The table of dependencies and the manifests say the same. */
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

/** What users install: the package, the library, and its version where the manifest names exactly one. */
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

test('each library that users install stands beside its package, with its version where that is held', () => {
  const told = rows(installed).flatMap(([owners = [], names = []]) =>
    owners.flatMap((owner) => names.map((name) => `${owner.replace(' (optional)', '')}: ${name}`)),
  );
  expect(told.sort()).toEqual([...installedByUsers].sort());
});

test('each other library of the workspace stands in the table, and no other', () => {
  const others = rows(used).flatMap(([names = []]) => names);
  const bare = (name: string) => name.split(' ')[0] ?? '';
  const known = [...rows(installed).flatMap(([, names = []]) => names), ...others].map(bare);
  expect([...new Set(usedHere)].filter((name) => !known.includes(name))).toEqual([]);
  expect(others.map(bare).filter((name) => !usedHere.includes(name))).toEqual([]);
});

test('versions are those of the manifests', () => {
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
