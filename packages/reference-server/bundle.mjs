/**
 * Bundles the command `p2core-server` into `bin/`: the files of this package and of our others, and Kysely's 260, which
 * more than double the CPU time of a start where each is loaded by itself (750 ms in place of 320). A release of one of
 * our packages is a release of this one too, so that the command never lags behind. All that others publish stays a
 * dependency, so that updates reach the command. Their CommonJS files are loaded by `require`: an `import` reads each of
 * them twice, which took a sixth of a start.
 * The contract stands there too, as the server gives it out: `servers` is the server itself, so that Swagger UI asks it.
 * Files that are as they should be are left alone, for a server that runs may yet load them.
 * Comments are left out: Node keeps the text of what it runs, and they were a fifth of it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { build, transform } from 'esbuild';

const bin = new URL('bin/', import.meta.url);
const isBundled = /^(?:kysely|@p2core\/[^/]+)(?:\/|$)/;

const require = createRequire(import.meta.url);

/** Whether a library's file is CommonJS, as Node loads it for a `require`. */
const isCommonJs = (path) => !types.isModuleNamespaceObject(require(path));

/** Leaves what others publish where it is. */
const othersStayOutside = {
  name: 'others stay outside',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./#]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || isBundled.test(path)) return undefined;
      const isImported = kind === 'import-statement' && !path.startsWith('node:');
      if (!isImported || !isCommonJs(path)) return { external: true, path };
      return { path, namespace: 'required' };
    });
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

/** Leaves comments out. esbuild by itself keeps those inside classes. */
const withoutComments = {
  name: 'without comments',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/, namespace: 'file' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: (await transform(text, { minifyWhitespace: true })).code };
    });
  },
};

/** ES modules have no `require`, which esbuild calls. */
const withRequire = {
  js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`,
};

const here = { url: '/', description: 'The server that gives out this document.' };
/** `servers` in the contract's files, each as `pnpm generate` writes it, and what stands in its place here. */
const servers = {
  json: [/^ {2}"servers": \[\n(?: {4}.*\n)+ {2}\]/m, `  "servers": ${JSON.stringify([here])}`],
  yaml: [/^servers:\n(?: .*\n|\n(?= ))+/m, `servers: ${JSON.stringify([here])}\n`],
};

/** A file of the contract with the server itself as `servers`. */
function servedContract(name) {
  const text = readFileSync(new URL(import.meta.resolve(`@p2core/contract/${name}`)), 'utf8');
  const [others, own] = servers[name.split('.').at(-1)];
  if (!others.test(text)) throw new Error(`${name} has no servers where they are looked for`);
  return Buffer.from(text.replace(others, own));
}

const { outputFiles } = await build({
  absWorkingDir: fileURLToPath(new URL('./', import.meta.url)),
  entryPoints: { 'p2core-server': 'dist/cli/main.js' },
  outdir: fileURLToPath(bin),
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  banner: withRequire,
  plugins: [othersStayOutside, withoutComments],
  write: false,
});

const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
files.set('KYSELY-LICENSE', readFileSync(new URL('../../LICENSE', import.meta.resolve('kysely'))));
for (const name of ['openapi.json', 'openapi.yaml', 'openapi.query.json', 'openapi.query.yaml']) {
  files.set(name, servedContract(name));
}

mkdirSync(bin, { recursive: true });
for (const [name, contents] of files) {
  const file = new URL(name, bin);
  if (existsSync(file) && readFileSync(file).equals(contents)) continue;
  writeFileSync(file, contents);
}
for (const name of readdirSync(bin)) if (!files.has(name)) rmSync(new URL(name, bin));
