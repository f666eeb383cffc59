import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'vitepress';

const guides = [
  { text: 'Install before the first release', link: '/install' },
  { text: 'Implement a server in TypeScript', link: '/guides/server' },
  { text: 'Mount the stubs in your application', link: '/guides/mounting' },
  { text: 'Implement one in another language', link: '/guides/another-language' },
  { text: 'Generators', link: '/guides/generate' },
  { text: 'Check a server in CI', link: '/guides/conformance' },
  { text: 'Call a server', link: '/guides/client' },
  { text: 'Run the reference server', link: '/guides/production' },
  { text: 'Under load', link: '/guides/under-load' },
  { text: 'How it grows', link: '/guides/how-it-grows' },
];

const flows = [
  { text: 'Enrol at a home server', link: '/reference/flow-enrol' },
  { text: 'Log in to a foreign server', link: '/reference/flow-identify-abroad' },
  { text: 'Renew at home, and update abroad', link: '/reference/flow-renew' },
  { text: 'Rotate the server’s key', link: '/reference/flow-rotate-server-key' },
  { text: 'Publish and take KeyPackages', link: '/reference/flow-key-packages' },
  { text: 'Revoke tokens and sessions', link: '/reference/flow-revoke' },
];

/** Redoc's page is not made by VitePress, so the browser must load it anew. */
const redoc = { text: 'The contract (Redoc)', link: '/redoc/index.html', target: '_self' };

const reference = [
  redoc,
  { text: 'Operations in short', link: '/reference/operations' },
  { text: 'Error codes', link: '/reference/errors' },
  { text: 'Rulings', link: '/reference/rulings' },
  { text: 'Profile of ID-Certs', link: '/reference/id-cert' },
  { text: 'Conformance cases', link: '/reference/cases' },
  { text: 'Metrics of the reference server', link: '/reference/metrics' },
  { text: 'Changelog of the contract', link: '/reference/changelog' },
  { text: 'What later drafts changed', link: '/later-drafts' },
  { text: 'Dependencies', link: '/dependencies' },
];

const tryIt = { text: 'Try it', link: '/try-it' };
const walkThrough = { text: 'Walk through it', link: '/walk-through' };

/** The repository's URL, such as `https://code.example.com/owner/p2core`. Without it, pages have no link to edit them. */
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const repository =
  process.env.P2CORE_REPOSITORY ??
  (GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`);

/** The source of each page that a script writes. A page with several sources is not listed. */
const sources: Record<string, string | undefined> = {
  'reference/operations.md': 'openapi/openapi.yaml',
  'reference/errors.md': 'openapi/openapi.yaml',
  'reference/rulings.md': 'openapi/rulings.md',
  'reference/id-cert.md': 'openapi/id-cert.md',
  'reference/changelog.md': 'openapi/CHANGELOG.md',
};

export default defineConfig({
  title: 'p2core',
  description: "polyproto-core's HTTP API: contract, stubs, client, reference server, conformance",
  lang: 'en',
  base: '/docs/',
  srcExclude: ['public/**'],
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    [
      'link',
      {
        rel: 'alternate',
        type: 'application/atom+xml',
        title: 'Changes of the contract',
        href: '/docs/changes.atom',
      },
    ],
  ],
  // The reference server's Content-Security-Policy forbids inlined scripts.
  metaChunk: true,
  transformHtml(html, _id, { siteConfig }) {
    const { base } = siteConfig.site;
    return html.replace(
      /<script id="([\w-]+)">(.*?)<\/script>/gs,
      (_, id: string, code: string) => {
        const file = join(siteConfig.outDir, 'assets', `${id}.js`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, code);
        return `<script src="${base}assets/${id}.js"></script>`;
      },
    );
  },
  transformPageData({ filePath, frontmatter }) {
    const isWritten = filePath.startsWith('reference/');
    const isFlow = filePath.startsWith('reference/flow-');
    const source = isFlow
      ? 'openapi/workflows.arazzo.yaml'
      : isWritten
        ? sources[filePath]
        : `docs/${filePath}`;
    return {
      frontmatter: {
        ...frontmatter,
        editLink: source !== undefined,
        editUrl: `${repository}/edit/main/${source}`,
      },
    };
  },
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    search: { provider: 'local' },
    notFound: { linkText: 'To the docs', linkLabel: 'To the docs' },
    nav: [
      redoc,
      { text: 'Guides', items: guides },
      { text: 'Flows', items: flows },
      { text: 'Reference', items: reference },
      tryIt,
      walkThrough,
    ],
    sidebar: [
      { text: 'Guides', items: guides },
      { text: 'Flows', items: flows },
      { text: 'Reference', items: [...reference, tryIt, walkThrough] },
    ],
    outline: { level: 2 },
    ...(repository && {
      editLink: {
        text: 'Edit this page',
        // VitePress writes the function's text into the page, so it can use no other variable.
        pattern: ({ frontmatter }) => frontmatter.editUrl,
      },
    }),
  },
});
