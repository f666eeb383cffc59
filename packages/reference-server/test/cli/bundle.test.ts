import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../bin/', import.meta.url));

test('the command carries no package but Kysely, so that updates of all others reach it', () => {
  const code = readdirSync(folder)
    .map((name) => readFileSync(folder + name, 'utf8'))
    .join('\n');
  const sources = [...code.matchAll(/^\/\/ (\S+\.[cm]?js)$/gm)].map(([, path = '']) => path);
  const origins = sources.map((path) => path.replace(/.*\/node_modules\//, '').split('/')[0]);
  expect([...new Set(origins)].sort()).toEqual(['dist', 'kysely']);
});
