/** Builds the docs page that the reference server serves at `/docs`. With `--if-stale`, only where it has to. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { docsDocument } from './docs/docs-document.js';
import { docsPage } from './docs/docs-page.js';
import { root } from './workspace.js';

const page = join(root, 'packages/reference-server/docs/index.html');

/** All that the page is made from: the document, Redocly, and the module that makes the one into the page by the other. */
async function stampOf(document: string): Promise<string> {
  const hash = createHash('sha256').update(document);
  const redocly = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  for (const file of [redocly, new URL('docs/docs-page.ts', import.meta.url)]) {
    hash.update(await readFile(file));
  }
  return `<!-- ${hash.digest('hex')} -->`;
}

const document = JSON.stringify(await docsDocument());
const stamp = await stampOf(document);
const standing = await readFile(page, 'utf8').catch(() => '');

if (!process.argv.includes('--if-stale') || !standing.endsWith(stamp)) {
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, (await docsPage(document)) + stamp);
  console.log(`wrote ${page}`);
}
