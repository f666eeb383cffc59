/**
 * Bundles the command `p2core-server` into `bin/`: the files of this package and Kysely's 260, which take much of a start
 * where each is loaded by itself. All other packages stay dependencies, so that their updates reach the command. Files
 * that are as they should be are left alone, for a server that runs may yet load them.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const bin = new URL('bin/', import.meta.url);
const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);
const { kysely: _bundled, ...external } = dependencies;

const { outputFiles } = await build({
  absWorkingDir: fileURLToPath(new URL('./', import.meta.url)),
  entryPoints: { 'p2core-server': 'dist/cli/main.js' },
  outdir: fileURLToPath(bin),
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: Object.keys({ ...external, ...peerDependencies }),
  write: false,
});

const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
files.set('KYSELY-LICENSE', readFileSync(new URL('../../LICENSE', import.meta.resolve('kysely'))));

mkdirSync(bin, { recursive: true });
for (const [name, contents] of files) {
  const file = new URL(name, bin);
  if (existsSync(file) && readFileSync(file).equals(contents)) continue;
  writeFileSync(file, contents);
}
for (const name of readdirSync(bin)) if (!files.has(name)) rmSync(new URL(name, bin));
