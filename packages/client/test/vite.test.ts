import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, expect, test } from 'vitest';

/** Inside this package, so that Vite resolves the package's own name. */
const folder = await mkdtemp(join(import.meta.dirname, 'vite-'));
afterAll(() => rm(folder, { recursive: true }));

/** Bundles a module with Vite as for browsers, and imports the bundle. */
async function bundled(name: string, code: string) {
  const entry = join(folder, `${name}.js`);
  await writeFile(entry, code);
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, name),
      lib: { entry, formats: ['es'], fileName: () => 'bundle.mjs' },
    },
  });
  return import(/* @vite-ignore */ join(folder, name, 'bundle.mjs'));
}

test('the main entry works when Vite bundles it', async () => {
  const { createClient } = await bundled('client', `export * from '@p2core/client'`);
  const baseUrl = 'https://home.example.com';
  expect(() => createClient({ baseUrl, filters: 'body' })).toThrow('only in Node');
  expect(createClient({ baseUrl })).toHaveProperty('getChallenge');
});

test('the entry for identities loads reflect-metadata before the X.509 library', async () => {
  const { readIdCert } = await bundled('identity', `export * from '@p2core/client/identity'`);
  expect(() => readIdCert('hello')).toThrow('one PEM block');
});

test('the validator works', async () => {
  const { contractValidator } = await bundled(
    'validate',
    `export * from '@p2core/client/validate'`,
  );
  const answer = { status: 418, headers: new Headers(), text: '' };
  expect(contractValidator()('getChallenge', answer)).toEqual(['/status: 418 is not declared']);
});
