import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../codegen/bundle.js';
import { root } from '../workspace.js';
import { referencePages } from './pages/index.js';
import { redocDocument } from './redoc-document.js';
import { redocPage } from './redoc-page.js';
import { siteFolder } from './site-folder.js';
import { writeStamp } from './stamp.js';

const source = join(root, 'docs');

/** Builds the whole site: VitePress' pages, Redoc's page, and the document itself. Returns its folder. */
export async function buildSite(): Promise<string> {
  const [redoc] = await Promise.all([
    redocDocument().then((document) => redocPage(JSON.stringify(document))),
    writeReferencePages().then(runVitePress),
  ]);
  await mkdir(join(siteFolder, 'redoc'));
  await writeFile(join(siteFolder, 'redoc/index.html'), redoc);
  for (const name of ['openapi.json', 'openapi.yaml', 'openapi.query.json', 'openapi.query.yaml']) {
    await copyFile(join(root, 'openapi/dist', name), join(siteFolder, name));
  }
  await writeStamp();
  return siteFolder;
}

async function writeReferencePages(): Promise<void> {
  const contract = await bundle();
  const folder = join(source, 'reference');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const [name, text] of Object.entries(await referencePages(contract))) {
    await writeFile(join(folder, name), text);
  }
}

async function runVitePress(): Promise<void> {
  const require = createRequire(join(source, 'package.json'));
  const bin = join(dirname(require.resolve('vitepress/package.json')), 'bin/vitepress.js');
  const args = [bin, 'build', source, '--outDir', siteFolder];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: source });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`vitepress failed\n${stdout}${stderr}`, { cause: error });
  }
}
