/** The Markdown files of the repository: their links work, and the packages' READMEs have the same parts. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../src/workspace.js';

/** Folders without Markdown of ours, and `docs/`: another test follows the links of the site. */
const elsewhere = ['node_modules', 'dist', 'docs', '.git'];

async function markdownIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return elsewhere.includes(entry.name) ? [] : await markdownIn(path);
    return path.endsWith('.md') ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

const files = (await markdownIn('.')).sort();
const packages = (await readdir(join(root, 'packages'))).map((name) => `packages/${name}`);
const published = ['openapi', ...packages];

const read = (path: string) => readFile(join(root, path), 'utf8');

/** Markdown without its code, in which brackets are no links. */
const prose = (text: string) => text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');

const linksIn = (text: string) =>
  [...prose(text).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)].map(
    ([, inline, defined]) => inline ?? String(defined),
  );

/** The IDs that a code host gives to a file's headings. */
const anchorsIn = (text: string) =>
  [...text.replace(/^```.*?^```$/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const isAbsolute = (link: string) => /^https:\/\//.test(link);

test.each(files)('the relative links of %s lead to files and headings that exist', async (file) => {
  for (const link of linksIn(await read(file)).filter((one) => !isAbsolute(one))) {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), decodeURIComponent(path));
    const found = await stat(join(root, target)).catch(() => undefined);
    expect([link, found !== undefined]).toEqual([link, true]);
    if (anchor) expect(anchorsIn(await read(target))).toContain(anchor);
  }
});

test("the front matter of the docs' pages is YAML", async () => {
  const pages = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  for (const page of pages) {
    const [, front] = /^---\n(.*?)^---\n/ms.exec(await read(join('docs', page))) ?? [];
    if (front !== undefined) expect(() => parse(front), page).not.toThrow();
  }
});

test('the README has a link to the README of every package', async () => {
  const links = linksIn(await read('README.md'));
  expect(links).toEqual(expect.arrayContaining(published.map((folder) => `${folder}/README.md`)));
});

describe.each(published)('the README of %s', (folder) => {
  test('begins with its name, one sentence, how to install it, and an example', async () => {
    const { name } = JSON.parse(await read(`${folder}/package.json`)) as { name: string };
    const [title, sentence = '', install, ...rest] = (await read(`${folder}/README.md`)).split(
      '\n\n',
    );
    expect(title).toBe(`# ${name}`);
    expect(sentence.match(/\.(?=\s|$)/g)).toHaveLength(1);
    expect(install).toMatch(new RegExp(`^\`\`\`sh\nnpm install (--[\\w-]+ )?${name}( express)?\n`));
    expect(rest.slice(0, 2).join('\n')).toMatch(/^```(js|ts|sh)\n/m);
  });

  test('ends with the other packages', async () => {
    const [, last = ''] = (await read(`${folder}/README.md`)).split('\n## The other packages\n');
    for (const other of published.filter((one) => one !== folder)) {
      const { name } = JSON.parse(await read(`${other}/package.json`)) as { name: string };
      const path = relative(folder, `${other}/README.md`);
      expect(last).toContain(`[\`${name}\`](${path})`);
    }
    expect(last).not.toContain('\n## ');
  });
});

const guides = (await readdir(join(root, 'docs/guides'))).map((name) => `docs/guides/${name}`);
const workflows = (await readdir(join(root, '.github/workflows'))).map(
  (name) => `.github/workflows/${name}`,
);

test.each([...files, ...guides, ...workflows])(
  '%s names no host of a registry: package managers know theirs',
  async (file) => {
    expect((await read(file)).match(/\b[\w.-]*(?:npmjs|jsr|yarnpkg)\.\w+/g)).toBeNull();
  },
);

test.each(guides)('%s says that nothing is on npm yet, if it installs from npm', async (file) => {
  const text = await read(file);
  const isInstalled = /^(?:npm install|npx) .*@p2core\//m.test(text);
  expect(!isInstalled || text.includes('**Not on npm yet.**')).toBe(true);
});
