import { gzipSync } from 'node:zlib';
import { allOperations } from '@p2core/types';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

/** What twenty operations take, and a name and a path for each further one. */
const mostOctets = 5000 + 40 * (allOperations.length - 20);

/** Bundles a module for browsers as an application would. */
async function bundle(contents: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const [output] = Object.values(metafile.outputs);
  const used = Object.entries(output?.inputs ?? {}).filter(
    ([, { bytesInOutput }]) => bytesInOutput > 0,
  );
  return {
    octets: gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length,
    code: outputFiles[0]?.text ?? '',
    modules: used.map(([path]) => path),
    imports: output?.imports.map(({ path }) => path),
  };
}

describe('the main entry', async () => {
  const { octets, code, modules, imports } = await bundle(`export * from '@p2core/client'`);

  test(`has at most ${mostOctets} octets, minified and compressed`, () => {
    expect(octets).toBeLessThanOrEqual(mostOctets);
  });

  test('imports none of the other entries, and nothing of Node', () => {
    expect(imports).toEqual([]);
    expect(code).not.toMatch(/node:http|process\./);
    expect(
      modules.filter((path) =>
        /x509|reflect-metadata|ajv|identity|validate|openapi-fetch|\/types\//.test(path),
      ),
    ).toEqual([]);
  });

  test('is removed from a bundle that uses nothing of it', async () => {
    const { code: nothing } = await bundle(
      `import '@p2core/client'; import '@p2core/client/identity'`,
    );
    expect(nothing).toBe('');
  });
});

describe('the helpers', () => {
  test('are tree-shaken: signing a challenge brings no X.509 code', async () => {
    const { modules } = await bundle(`export { signChallenge } from '@p2core/client/identity'`);
    expect(modules.filter((path) => /x509|reflect-metadata|openapi-fetch/.test(path))).toEqual([]);
  });

  test('load reflect-metadata before the X.509 library', async () => {
    const { code } = await bundle(`export { readIdCert } from '@p2core/client/identity'`);
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    const { readIdCert } = await import(/* @vite-ignore */ url);
    expect(() => readIdCert('hello')).toThrow('one PEM block');
  });
});
