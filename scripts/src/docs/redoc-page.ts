import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contract, listOperations } from '../codegen/contract.js';
import { redocly } from '../workspace.js';
import { operationRoute } from './redoc-document.js';

/** Settings that keep Redoc's page within its Content-Security-Policy. */
const head = [
  // Redoc makes a worker for its search with `eval`; without workers, it searches in the page.
  '<script>delete window.Worker</script>',
  '<link rel="icon" href="data:,">',
  '<style>h2[id*="/p2core_"] { font-size: 18px !important; overflow-wrap: anywhere; } [data-text^="P2CORE_"] { font-size: 11px; }</style>',
  // Redoc's own links, its search field, its names of methods and its code are too pale to be read easily.
  '<style>:root:not(.dark) body * { --tag-color: #1b1b1f; }</style>',
  '<style>:root:not(.dark) body { --code-block-tokens-boolean-color: #14623f; --code-block-tokens-function-color: #8a4100; --code-block-tokens-class-name-color: #8a4100; --code-block-tokens-string-color: #0b4fb3; --code-block-tokens-property-color: #0b4fb3; --code-block-tokens-keyword-color: #8c1d6b; --code-block-tokens-number-color: #8c1d2f; --code-block-tokens-comment-color: #57606a; }</style>',
  '<style>:root:not(.dark) { --color-blue-6: #0b62d6; } [data-testid="search-trigger"], [data-component-name$="/SearchIcon"] + span { color: var(--text-color-secondary) !important; }</style>',
  '<style>#site { display: flex; flex-wrap: wrap; gap: 4px 24px; padding: 12px 20px; font: 500 14px/24px system-ui, sans-serif; border-bottom: 1px solid #8885; } #site a { color: #1b1b1f; text-decoration: none; } :root.dark #site a { color: #fff; } #site a:first-child { font-weight: 700; } #site a:hover { text-decoration: underline; }</style>',
].join('\n  ');

/**
 * Rewrites the fragments of links to an older Redoc before Redoc reads them. Redoc would redirect them too, but would first
 * show its 404 page.
 */
function redirects(document: string): string {
  const routes = Object.fromEntries(
    listOperations(JSON.parse(document) as Contract).map(({ operation }) => [
      operation.operationId.toLowerCase(),
      operationRoute(operation),
    ]),
  );
  return `<script>{
    const [, id = ''] = /^#\\/?(?:tag\\/[^/]+\\/)?operation\\/([^/]+)$/.exec(location.hash) ?? [];
    const route = ${JSON.stringify(routes)}[id.toLowerCase()];
    if (route) history.replaceState(null, '', route);
  }</script>`;
}

/** A link back to the docs site. */
const navigation = `<nav id="site">${Object.entries({
  p2core: '../index.html',
  'In short': '../reference/operations.html',
  'Error codes': '../reference/errors.html',
  Rulings: '../reference/rulings.html',
  'ID-Certs': '../reference/id-cert.html',
  'Try it': '../try-it.html',
})
  .map(([text, link]) => `<a href="${link}">${text}</a>`)
  .join('')}</nav>`;

/** Replaces the only image that Redoc loads from another site: its maker's logo. */
const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="14"><text y="11" font-family="sans-serif" font-size="12" fill="#777">Redocly</text></svg>',
)}`;

/** Renders an OpenAPI document with Redoc to one HTML file that loads nothing. */
export async function redocPage(document: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-docs-'));
  try {
    const source = join(folder, 'openapi.json');
    const output = join(folder, 'index.html');
    await writeFile(source, document);
    await redocly(['build-docs', source, '--inlineBundle', '--output', output]);
    return selfContained(await readFile(output, 'utf8'), redirects(document));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function selfContained(page: string, ...scripts: string[]): string {
  const scripted = page.indexOf('<script type="module">');
  // Redoc prerenders its menu's links as paths, but takes its routes from the fragment.
  const prerendered = replace(page.slice(0, scripted), /href="\//g, 'href="#/');
  return (
    replace(
      replace(
        prerendered,
        /(?<=<meta charset="utf8" \/>\n {2})/,
        `${[head, ...scripts].join('\n  ')}\n  `,
      ),
      /(?<=<body>)/,
      navigation,
    ) + replace(page.slice(scripted), /https:\/\/cdn\.redoc\.ly\/[^"'`\s]*\.svg/g, logo)
  );
}

function replace(text: string, pattern: RegExp, replacement: string): string {
  const replaced = text.replace(pattern, () => replacement);
  if (replaced === text) throw new Error(`Redoc's page has changed; it does not have ${pattern}.`);
  return replaced;
}
