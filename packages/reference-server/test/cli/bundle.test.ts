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

/** What the command imports or requires, without the modules of Node. */
const loads = [
  ...code.matchAll(/(?:^import (?:[^"\n]* from )?|\bimport\(|require\d*\()"([^".#][^"]*)"/gm),
]
  .map(([, specifier = '']) => specifier)
  .filter((specifier) => !specifier.startsWith('node:'));

test('the command loads all libraries of the package, so that their updates reach it, but carries our own packages and Kysely', () => {
  const libraries = Object.keys({ ...dependencies, ...peerDependencies });
  const carried = /^(?:@p2core\/|kysely$)/;
  const loaded = loads.map((specifier) => specifier.match(/^(?:@[^/]+\/)?[^/]+/)?.[0]);
  expect([...new Set(loaded)].sort()).toEqual(
    libraries.filter((name) => !carried.test(name)).sort(),
  );
});

test('the command carries ts-mls without its implementations of ciphers', () => {
  const ofTsMls = loads.filter((specifier) => specifier.startsWith('ts-mls'));
  expect([...new Set(ofTsMls)]).toEqual(['ts-mls/crypto/getCiphersuiteImpl.js']);
});

test('the command carries no docstrings: Node keeps the text of what it runs in memory', () => {
  expect(code.match(/^ *\/\*\*/gm)).toBeNull();
});
