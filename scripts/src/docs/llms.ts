import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A summary of the site for language models (llmstxt.org): each page's title and first sentence. Every page also exists as
 * Markdown, under its name with `.md`.
 */
export async function llmsText(source: string, pages: readonly string[]): Promise<string> {
  const lines = await Promise.all(pages.map(async (page) => entry(page, await read(source, page))));
  return `# p2core

> The HTTP API of polyproto-core as one OpenAPI 3.1 contract, with typed server stubs, a client, a reference server and a conformance kit.

## The contract

- [openapi.json](openapi.json): all that a server takes
- [openapi.query.json](openapi.query.json): the same for clients, with GET without content

## Pages

${lines.join('\n')}
`;
}

/** The Markdown files of the site, below its source. */
export async function markdownPages(source: string): Promise<string[]> {
  const files = await readdir(source, { recursive: true });
  return files
    .filter((file) => file.endsWith('.md') && !/^(?:node_modules|public|index\.md)/.test(file))
    .sort();
}

function entry(page: string, text: string): string {
  const body = text.replace(/^---\n.*?\n---\n/s, '');
  const [, title = page] = /^# (.+)$/m.exec(body) ?? [];
  const paragraph = body.split('\n\n').find((block) => /^\p{L}/u.test(block.trim())) ?? '';
  const [sentence = ''] = plain(paragraph).split(/(?<=[.:])\s/);
  return `- [${plain(title)}](${page}): ${sentence}`;
}

/** Markdown without its links and attributes, on one line. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?/g, '$1')
    .replace(/ \{#.*\}$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function read(source: string, page: string): Promise<string> {
  return readFile(join(source, page), 'utf8');
}
