import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Contract, listOperations } from '../../src/codegen/contract.js';
import { redocDocument } from '../../src/docs/redoc-document.js';
import { redocPage } from '../../src/docs/redoc-page.js';
import { root } from '../../src/workspace.js';

const read = (path: string) => readFile(join(root, path), 'utf8');
const contract = JSON.parse(await read('openapi/dist/openapi.json')) as Contract;
const operationIds = listOperations(contract).map(({ operation }) => operation.operationId);
const errorCodes = contract['x-p2-error-codes'].map(({ code }) => code);
const rulings = [...(await read('openapi/rulings.md')).matchAll(/^## (R\d+)$/gm)].map(
  ([, ruling]) => String(ruling),
);

const document = JSON.stringify(await redocDocument());
const page = await redocPage(document);

/** The page before a browser runs a script, and the scripts and styles in it. */
const markup = page
  .replace(/(<script[^>]*>).*?(<\/script>)/gs, '$1$2')
  .replace(/(<style[^>]*>).*?(<\/style>)/gs, '$1$2');
const scripts = [...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, text]) => text ?? '');
const styles = [...page.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, text]) => text ?? '');

const ids = new Set([...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
const links = [...markup.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, link]) => String(link));

describe('the page loads nothing', () => {
  test.each(['src', 'srcset', 'poster', 'data', 'action', 'background'])(
    'by the attribute %s',
    (name) => {
      const values = [...markup.matchAll(new RegExp(`<[a-z][^>]* ${name}="([^"]*)"`, 'g'))];
      expect(
        values.map(([, value]) => value).filter((value) => !value?.startsWith('data:')),
      ).toEqual([]);
    },
  );

  test('by <link>, <base>, <iframe> or <meta http-equiv>', () => {
    expect(markup.match(/<(?:link|base|iframe|object|embed|meta http-equiv)\b[^>]*>/g)).toEqual([
      '<link rel="icon" href="data:,">',
    ]);
  });

  test('by its styles', () => {
    const inline = [...markup.matchAll(/ style="([^"]*)"/g)].map(([, style]) => style);
    const css = [...styles, ...inline].join('\n');
    expect(styles.length).toBeGreaterThan(0);
    expect(css.match(/@import[^;]*/g)).toBeNull();
    expect(css.match(/url\((?!["']?(?:data:|#))[^)]*\)/g)).toBeNull();
  });

  test('by an import, or by a URL of an image, style or script, in its scripts', () => {
    const code = scripts.join('\n');
    expect(code.match(/\bimport\s*(?:\(\s*)?["'`](?:https?:)?\/\/[^"'`]*/g)).toBeNull();
    expect(
      code.match(/["'`(](?:https?:)?\/\/[^"'`\s)]+\.(?:svg|png|ico|css|js|woff2?)\b/g),
    ).toBeNull();
  });

  test('for telemetry', () => {
    expect(page).toContain('"disableTelemetry":true');
  });
});

describe('the page runs under the policy of the reference server', () => {
  test('without a worker, which Redoc would make by eval', () => {
    expect(page.indexOf('delete window.Worker')).toBeGreaterThan(0);
    expect(page.indexOf('delete window.Worker')).toBeLessThan(page.indexOf('hydrate('));
  });

  test('with scripts that parse', () => {
    const code = scripts.join('\n;\n');
    const { stderr } = spawnSync(process.execPath, ['--check', '--input-type=module', '-'], {
      input: code,
      encoding: 'utf8',
    });
    expect(stderr.match(/^SyntaxError: .*$/m)).toBeNull();
  });
});

describe('the page shows', () => {
  test.each(operationIds)('the operation %s', (operationId) => {
    expect(page).toContain(`"operationId":"${operationId}"`);
    expect(document).toContain(`Operation ID: \`${operationId}\`.`);
  });

  test.each(rulings)('the ruling %s', (ruling) => {
    expect(ids).toContain(`section/rulings/${ruling.toLowerCase()}`);
  });

  test.each(errorCodes)('the error code %s', (code) => {
    expect(ids).toContain(`section/error-codes/${code.toLowerCase()}`);
  });
});

describe('the links of the page', () => {
  test('lead only to its sections, its operations, the document and the site', () => {
    const operations = listOperations(contract).map(({ operation: { operationId, tags } }) =>
      `#/${tags[0]?.replaceAll(' ', '-')}/${operationId}`.toLowerCase(),
    );
    const tags = operations.map((link) => link.replace(/\/[^/]+$/, ''));
    expect(links).toEqual(expect.arrayContaining(tags));
    const known = new Set<string | undefined>([
      ...[...ids].map((id) => `#/${id}`),
      ...operations,
      ...tags,
      '#/',
      '../openapi.json',
      '../openapi.yaml',
      '../openapi.query.json',
      '../openapi.query.yaml',
      'https://redocly.com/redoc/',
      contract.info.contact?.url,
      contract.externalDocs?.url,
    ]);
    const isOfTheSite = (link: string) => /^\.\.\/[\w/-]+\.html$/.test(link);
    expect(links.filter((link) => !known.has(link) && !isOfTheSite(link))).toEqual([]);
  });

  test('from a description to a ruling or an error code lead to its heading', () => {
    const targets = [...document.matchAll(/\]\(#\/(section\/[^)]+)\)/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(200);
    expect([...new Set(targets)].filter((id) => !ids.has(String(id)))).toEqual([]);
  });

  test('are at every ruling that a description cites', () => {
    const plain = document.replaceAll(/\[R\d+\]\([^)]*\)/g, '').replaceAll(/## R\d+:/g, '');
    const descriptions = plain.match(/"description":"(?:[^"\\]|\\.)*"/g) ?? [];
    const cited = descriptions.flatMap((text) => text.match(/\bR\d+\b/g) ?? []);
    expect(cited.filter((ruling) => rulings.includes(ruling))).toEqual([]);
  });
});

test('the page is the same file each time', async () => {
  expect((await redocPage(JSON.stringify(await redocDocument()))) === page).toBe(true);
});
