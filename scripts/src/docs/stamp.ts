import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../workspace.js';
import { siteFolder } from './site-folder.js';

/** The sources of the site: the contract, the pages, the packages that it shows or runs, and the scripts. */
const sources = [
  'deploy',
  'docs',
  'examples',
  'openapi/README.md',
  'openapi/dist',
  'openapi/id-cert.md',
  'openapi/rulings.md',
  'openapi/CHANGELOG.md',
  'openapi/workflows.arazzo.yaml',
  'packages/client/src',
  'packages/conformance/src',
  'packages/id-cert/src',
  'packages/reference-server/src/metrics/metrics.ts',
  'packages/types/src',
  'pnpm-lock.yaml',
  'scripts/src/codegen',
  'scripts/src/docs',
  'scripts/src/document',
];
const notSources = /(^|\/)(node_modules|docs\/reference|docs\/\.vitepress\/(?:\.temp|cache))(\/|$)/;

const stampFile = '.stamp';

/** Whether the site is missing, or was built from other sources. */
export async function isStale(): Promise<boolean> {
  const found = await readFile(join(siteFolder, stampFile), 'utf8').catch(() => undefined);
  return found !== (await stamp());
}

/** Records, in the folder of a site, the sources that it was built from. */
export async function writeStamp(folder: string): Promise<void> {
  await writeFile(join(folder, stampFile), await stamp());
}

async function stamp(): Promise<string> {
  const hash = createHash('sha256');
  const readmes = (await readdir(join(root, 'packages'))).map(
    (name) => `packages/${name}/README.md`,
  );
  for (const source of [...sources, ...readmes]) {
    for (const path of await filesOf(source)) {
      hash.update(`${path}\0`).update(await readFile(join(root, path)));
    }
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  if (notSources.test(path)) return [];
  const entries = await readdir(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) return [path];
  const below = await Promise.all(entries.sort().map((name) => filesOf(`${path}/${name}`)));
  return below.flat();
}
