import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../codegen/bundle.js';
import { root } from '../workspace.js';
import { changesFeed } from './feed.js';
import { llmsText, markdownPages } from './llms.js';
import { referencePages } from './pages/index.js';
import { placeholder } from './placeholder.js';
import { redocDocument } from './redoc-document.js';
import { redocPage } from './redoc-page.js';
import { siteFolder } from './site-folder.js';
import { writeStamp } from './stamp.js';

const run = promisify(execFile);
const source = join(root, 'docs');

/** The site is built here, and then replaces the last one. */
const nextFolder = join(root, 'packages/reference-server/node_modules/.docs-next');
const lastFolder = join(root, 'packages/reference-server/node_modules/.docs-last');

/**
 * Builds the whole site: VitePress' pages, Redoc's page, and the documents. Returns its folder. Until it is complete, a
 * running server shows the last one, or a page that says that the docs are being built.
 */
export async function buildSite(): Promise<string> {
  await writePlaceholder();
  for (const folder of [nextFolder, lastFolder]) await rm(folder, { recursive: true, force: true });
  const [redoc] = await Promise.all([
    redocDocument().then((document) => redocPage(JSON.stringify(document))),
    writeReferencePages().then(runVitePress),
  ]);
  await mkdir(join(nextFolder, 'redoc'));
  await writeFile(join(nextFolder, 'redoc/index.html'), redoc);
  for (const name of ['openapi.json', 'openapi.yaml', 'openapi.query.json', 'openapi.query.yaml']) {
    await copyFile(join(root, 'openapi/dist', name), join(nextFolder, name));
  }
  await writeForReaders();
  await writeStamp(nextFolder);
  await rename(siteFolder, lastFolder);
  await rename(nextFolder, siteFolder);
  await rm(lastFolder, { recursive: true });
  return siteFolder;
}

/** Writes the files for programs: the feed, each page's Markdown, and the table of these. */
async function writeForReaders(): Promise<void> {
  const path = join(root, 'openapi/CHANGELOG.md');
  const feed = await changesFeed(await readFile(path, 'utf8'), await lastChange(path));
  await writeFile(join(nextFolder, 'changes.atom'), feed);
  const pages = await markdownPages(source);
  await writeFile(join(nextFolder, 'llms.txt'), await llmsText(source, pages));
  for (const page of pages) await copyFile(join(source, page), join(nextFolder, page));
}

/** The time when a file was last committed, or last written, in a copy without history. */
async function lastChange(path: string): Promise<Date> {
  const log = ['log', '-1', '--format=%cI', '--', path];
  const { stdout } = await run('git', log, { cwd: root }).catch(() => ({ stdout: '' }));
  return stdout === '' ? (await stat(path)).mtime : new Date(stdout.trim());
}

async function writePlaceholder(): Promise<void> {
  const isNew = await mkdir(siteFolder, { recursive: true });
  if (isNew === undefined) return;
  for (const name of ['index.html', '404.html'])
    await writeFile(join(siteFolder, name), placeholder);
}

async function writeReferencePages(): Promise<void> {
  const contract = await bundle();
  const folder = join(source, 'reference');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'packages'), { recursive: true });
  for (const [name, text] of Object.entries(await referencePages(contract))) {
    await writeFile(join(folder, name), text);
  }
}

async function runVitePress(): Promise<void> {
  const require = createRequire(join(source, 'package.json'));
  const bin = join(dirname(require.resolve('vitepress/package.json')), 'bin/vitepress.js');
  const args = [bin, 'build', source, '--outDir', nextFolder];
  try {
    await run(process.execPath, args, { cwd: source });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`vitepress failed\n${stdout}${stderr}`, { cause: error });
  }
}
