import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'vitepress';

const guides = [
  { text: 'Implement a server in TypeScript', link: '/guides/server' },
  { text: 'Implement one in another language', link: '/guides/generate' },
  { text: 'Check a server in CI', link: '/guides/conformance' },
  { text: 'Call a server', link: '/guides/client' },
  { text: 'Run the reference server', link: '/guides/production' },
  { text: 'Under load', link: '/guides/under-load' },
];

/** Redoc's page is not one of VitePress': it is loaded, not routed to. */
const redoc = { text: 'Schemas and examples', link: '/redoc/index.html', target: '_self' };

const reference = [
  { text: 'Operations', link: '/reference/operations' },
  redoc,
  { text: 'Error codes', link: '/reference/errors' },
  { text: 'Rulings', link: '/reference/rulings' },
  { text: 'Profile of ID-Certs', link: '/reference/id-cert' },
  { text: 'Conformance cases', link: '/reference/cases' },
  { text: 'Changelog of the contract', link: '/reference/changelog' },
  { text: 'Dependencies', link: '/dependencies' },
];

const tryIt = { text: 'Try it', link: '/try-it' };

export default defineConfig({
  title: 'p2core',
  description: "polyproto-core's HTTP API: contract, stubs, client, reference server, conformance",
  lang: 'en',
  base: '/docs/',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // A page may not run inlined scripts (see the reference server's Content-Security-Policy).
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
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark' } },
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    search: { provider: 'local' },
    nav: [{ text: 'Guides', items: guides }, { text: 'Reference', items: reference }, tryIt],
    sidebar: [
      { text: 'Guides', items: guides },
      { text: 'Reference', items: [...reference, tryIt] },
    ],
    outline: { level: 2 },
  },
});
