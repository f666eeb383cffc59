/**
 * Bundles the command of a package into its folder `bin/`, from the compiled `dist/cli/main.js`: the files of this package
 * and of our others, for a start takes more than twice the CPU time where each of hundreds is loaded by itself. A release
 * of one of our packages is a release of this one too, so that the command never lags behind. All that others publish
 * stays a dependency, so that updates reach the command. Their CommonJS files are loaded by `require`: an `import` reads
 * each of them twice.
 * Files that are as they should be are left alone, for a command that runs may yet load them.
 * Comments are left out: Node keeps the text of what it runs, and they were a fifth of it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { build, transform } from 'esbuild';

const nothing = /(?!)/;
const ours = /^@p2core\/[^/]+(?:\/|$)/;

/** Leaves what others publish where it is, except the modules whose names match `alsoBundled`. */
function othersStayOutside(packageFolder, alsoBundled) {
  const require = createRequire(packageFolder);
  const isCommonJs = (path) => !types.isModuleNamespaceObject(require(path));
  return {
    name: 'others stay outside',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^./#]/ }, ({ path, kind }) => {
        if (kind === 'entry-point' || ours.test(path) || alsoBundled.test(path)) return;
        const isImported = kind === 'import-statement' && !path.startsWith('node:');
        if (!isImported || !isCommonJs(path)) return { external: true, path };
        return { path, namespace: 'required' };
      });
      onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(path)});`,
      }));
    },
  };
}

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
  js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`,
};

/**
 * `packageFolder` is the URL of the package's folder, `plugins` are those of esbuild, and `otherFiles` stand beside the
 * bundle, by their names.
 */
export async function bundleCommand({
  packageFolder,
  command,
  alsoBundled = nothing,
  plugins = [],
  otherFiles = new Map(),
}) {
  const bin = new URL('bin/', packageFolder);
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(packageFolder),
    entryPoints: { [command]: 'dist/cli/main.js' },
    outdir: fileURLToPath(bin),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: withRequire,
    plugins: [othersStayOutside(packageFolder, alsoBundled), ...plugins, withoutComments],
    write: false,
  });
  const bundled = outputFiles.map(({ path, contents }) => [basename(path), contents]);
  writeFolder(bin, new Map([...bundled, ...otherFiles]));
}

function writeFolder(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of files) {
    const file = new URL(name, folder);
    if (existsSync(file) && readFileSync(file).equals(contents)) continue;
    writeFileSync(file, contents);
  }
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(new URL(name, folder));
}
