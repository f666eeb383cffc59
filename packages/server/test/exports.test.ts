/** The public surface: the README gives the reason of each export. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

async function read(name: string): Promise<string> {
  return readFile(new URL(`../${name}`, import.meta.url), 'utf8');
}

test('the README lists every export, and no other', async () => {
  const index = await read('src/index.ts');
  const exported = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.replace(/^\s*type\s+/, '').trim())
    .filter((name) => name !== '');
  const [, section = ''] = (await read('README.md')).split('## Exports');
  const listed = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(exported.sort());
});
