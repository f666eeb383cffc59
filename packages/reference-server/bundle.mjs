/**
 * Bundles the command `p2core-server` into `bin/`: the files of this package and Kysely's 260, which take much of a start
 * where each is loaded by itself. All other packages stay dependencies, so that their updates reach the command. Files
 * that are as they should be are left alone, for a server that runs may yet load them.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('./', import.meta.url));
const folder = join(here, 'bin');
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const { kysely, ...external } = manifest.dependencies;

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: { 'p2core-server': 'dist/cli/main.js' },
  outdir: folder,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: Object.keys(external),
  write: false,
});

mkdirSync(folder, { recursive: true });
for (const { path, contents } of outputFiles) {
  if (existsSync(path) && readFileSync(path).equals(contents)) continue;
  writeFileSync(path, contents, { mode: 0o755 });
}
const names = new Set(outputFiles.map(({ path }) => basename(path)));
for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(join(folder, name));
