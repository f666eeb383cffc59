/** Builds the docs page that the reference server serves at `/docs`. With `--if-stale`, only where it has to. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { docsDocument } from './docs/docs-document.js';
import { redocly, root } from './workspace.js';

const page = join(root, 'packages/reference-server/docs/index.html');

/** Redoc's page loads one image from elsewhere: its own logo. */
const logoUrl = /https:\/\/cdn\.redoc\.ly\/[^"'`\s]*\.svg/g;
const noImage = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E';

async function build(document: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-docs-'));
  try {
    const source = join(folder, 'openapi.json');
    const output = join(folder, 'index.html');
    await writeFile(source, document);
    await redocly(['build-docs', source, '--inlineBundle', '--output', output]);
    return (await readFile(output, 'utf8')).replace(logoUrl, noImage);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const document = JSON.stringify(await docsDocument());
const stamp = `<!-- ${createHash('sha256').update(document).digest('hex')} -->`;
const standing = await readFile(page, 'utf8').catch(() => '');

if (!process.argv.includes('--if-stale') || !standing.endsWith(stamp)) {
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, (await build(document)) + stamp);
  console.log(`wrote ${page}`);
}
