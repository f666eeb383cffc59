import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../bin/', import.meta.url));
const code = readdirSync(folder)
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(folder + name, 'utf8'))
  .join('\n');
const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

test('the command carries our own packages, Kysely and ts-mls, so that updates of all others reach it', () => {
  const sources = [...code.matchAll(/^\/\/ ([^\s:]+\.[cm]?js)$/gm)].map(([, path = '']) => path);
  const origins = sources.map((path) => path.replace(/.*\/node_modules\//, ''));
  const others = origins.filter((path) => !/^(?:dist|\.\.\/[\w-]+\/dist)\//.test(path));
  expect([...new Set(others.map((path) => path.split('/')[0]))].sort()).toEqual([
    'kysely',
    'ts-mls',
  ]);
  expect(origins).toContain('../server/dist/turn.js');
});

test('the command carries no docstrings: Node keeps the text of what it runs in memory', () => {
  expect(code.match(/^ *\/\*\*/gm)).toBeNull();
});

test('what the command imports or requires is a dependency of this package', () => {
  const loads = /^(?:import (?:[^"\n]* from )?|.*require\()"([^".#][^"]*)"\)?;$/gm;
  const imports = [...code.matchAll(loads)].map(([, name = '']) => name);
  const libraries = imports.filter((name) => !name.startsWith('node:'));
  expect(libraries).toEqual(expect.arrayContaining(['negotiator', 'request-filtering-agent']));
  const names = libraries.map((name) => name.match(/^(?:@[^/]+\/)?[^/]+/)?.[0]);
  expect(Object.keys({ ...dependencies, ...peerDependencies })).toEqual(
    expect.arrayContaining([...new Set(names)]),
  );
});
