import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../bin/', import.meta.url));
const code = readdirSync(folder)
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(folder + name, 'utf8'))
  .join('\n');
const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

test('the command carries our own packages, Kysely and ts-mls, so that updates of all others reach it', async () => {
  const printModules = `
    const { modules } = await import(${JSON.stringify(new URL('../../bundle.mjs', import.meta.url))});
    console.log(JSON.stringify(modules));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    printModules,
  ]);
  const sources = (JSON.parse(stdout) as string[]).filter((path) => !path.includes(':'));
  const origins = sources.map((path) => path.replace(/.*\/node_modules\//, ''));
  const others = origins.filter((path) => !/^(?:dist|\.\.\/[\w-]+\/dist)\//.test(path));
  expect([...new Set(others.map((path) => path.split('/')[0]))].sort()).toEqual([
    'kysely',
    'ts-mls',
  ]);
  expect(origins).toContain('../server/dist/turn.js');
});

/** What the command imports or requires, without the modules of Node. */
const loads = [
  ...code.matchAll(/(?:^import (?:[^"\n]* from )?|\bimport\(|require\d*\()"([^".#][^"]*)"/gm),
]
  .map(([, specifier = '']) => specifier)
  .filter((specifier) => !specifier.startsWith('node:'));

test('the command loads every library of the package, but those that it carries', () => {
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
