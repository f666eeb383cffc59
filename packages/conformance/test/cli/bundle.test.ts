import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cases } from '../support/kit.js';
import { runProgram } from './program.js';

const folder = fileURLToPath(new URL('../../bin/', import.meta.url));
const { dependencies, version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

test('the command has all cases, also those that the package reads from a folder', async () => {
  const { stdout } = await runProgram(['--list', '--json']);
  const listed = JSON.parse(stdout) as { id: string }[];
  expect(listed.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
});

test('the command knows its version', async () => {
  expect((await runProgram(['--version'])).stdout).toContain(version);
});

test('the command finds everything that it loads among the dependencies of this package', () => {
  const code = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8'));
  const loads = /^(?:import (?:[^"\n]* from )?|.*require\()"([^".#][^"]*)"\)?;$/gm;
  const imports = [...code.join('\n').matchAll(loads)].map(([, name = '']) => name);
  const libraries = imports.filter((name) => !name.startsWith('node:'));
  expect(libraries).toEqual(expect.arrayContaining(['commander', '@peculiar/asn1-x509']));
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...new Set(libraries)]));
});
