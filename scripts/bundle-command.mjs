/**
 * Bundles the command of a package into its folder `bin/`, from the compiled `dist/cli/main.js`. The bundle has the files
 * of this package and of our other packages: to load hundreds of files one by one takes a start more than twice the CPU
 * time. A release of one of our packages is a release of this one too, so the command is never out of date. Other
 * libraries stay dependencies, so that updates reach the command. Their CommonJS files are loaded by `require`, because
 * `import` reads each of them twice.
 *
 * A file whose content is right is not written again, because a running command may load it later. Comments are removed:
 * Node keeps the text of the code in memory, and comments were a fifth of it. esbuild keeps comments inside classes unless
 * it leaves out white space. So it does that first, and then gives each statement a line again, for stack traces.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { build, transform } from 'esbuild';

const output = { platform: 'node', target: 'node20' };
const nothing = /(?!)/;
const ours = /^@p2core\/[^/]+(?:\/|$)/;

/** Keeps other libraries out of the bundle, except modules whose names match `alsoBundled`. */
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

/** Defines `require`, which esbuild calls and ES modules do not have. */
const withRequire = {
  js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`,
};

/**
 * Bundles a package's command. `packageFolder` is the URL of the package's folder, `plugins` are esbuild's, and `otherFiles`
 * are written beside the bundle, by their names. Returns the paths of all modules that it has read, from that folder.
 */
export async function bundleCommand({
  packageFolder,
  command,
  alsoBundled = nothing,
  plugins = [],
  otherFiles = new Map(),
}) {
  const bin = new URL('bin/', packageFolder);
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(packageFolder),
    entryPoints: { [command]: 'dist/cli/main.js' },
    outdir: fileURLToPath(bin),
    bundle: true,
    splitting: true,
    ...output,
    format: 'esm',
    banner: withRequire,
    plugins: [othersStayOutside(packageFolder, alsoBundled), ...plugins],
    minifyWhitespace: true,
    metafile: true,
    write: false,
  });
  const bundled = await Promise.all(
    outputFiles.map(async ({ path, text }) => [
      basename(path),
      Buffer.from((await transform(text, output)).code),
    ]),
  );
  writeFolder(bin, new Map([...bundled, ...otherFiles]));
  return Object.keys(metafile.inputs);
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
