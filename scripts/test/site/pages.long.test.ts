import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningServer } from '@p2core/reference-server';
import { findChromium } from '@p2core/testing/chromium';
import { operations } from '@p2core/types';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteFolder } from '../../src/docs/site-folder.js';
import { root } from '../../src/workspace.js';
import { oneOfEachKind, openPage, startBrowser, startServer } from './stage.js';

const executablePath = findChromium();
if (!executablePath) console.warn('There is no Chromium: the tests of the docs site are skipped.');

const files = await readdir(siteFolder, { recursive: true });
const pages = files.filter((file) => file.endsWith('.html') && file !== '404.html').sort();

/** Pages whose scripts read the fragment: Redoc routes by it, and "Try it" takes an operation from it. */
const ownFragments = ['redoc/index.html', 'try-it.html'];

/** Tabs that load pages at once: each waits half a second for the network to be quiet. */
const tabs = 4;

/** A target of a link within the site: a page, and the ID on it. */
interface Target {
  page: string;
  id: string;
}

/** The content of a page, and the events while it loaded. */
interface Look {
  links: Target[];
  ids: string[];
  /** Requests that left the origin, and answers that were errors. */
  strayed: string[];
  /** Its messages on the console and its errors. */
  complaints: string[];
  /** The pixels by which it is wider than the phone. */
  overflow: number;
}

describe.skipIf(!executablePath)('the docs site, served by the reference server', () => {
  let server: RunningServer;
  let browser: Browser;
  const looks = new Map<string, Look>();

  beforeAll(async () => {
    server = await startServer();
    browser = await startBrowser(executablePath ?? '');
    for (const [colorScheme, paths] of [
      ['light', pages],
      ['dark', ['redoc/index.html', ...oneOfEachKind]],
    ] as const) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 390, height: 844 },
      });
      const left = [...paths];
      const lookAtThoseLeft = async () => {
        const page = await context.newPage();
        for (let path = left.shift(); path !== undefined; path = left.shift()) {
          await page.emulateMedia({ colorScheme });
          const seen = await look(page, `${server.url}/docs/`, path);
          looks.set(`${path} (${colorScheme})`, seen);
          if (colorScheme === 'light') looks.set(`${path} (then dark)`, await darken(page, seen));
        }
      };
      await Promise.all(Array.from({ length: tabs }, lookAtThoseLeft));
      await context.close();
    }
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test('has every page in its menu', () => {
    expect(pages).toEqual(
      expect.arrayContaining([
        'index.html',
        'try-it.html',
        'walk-through.html',
        'redoc/index.html',
        ...['server', 'generate', 'client', 'conformance', 'production'].map(
          (name) => `guides/${name}.html`,
        ),
        ...['operations', 'errors', 'rulings', 'cases', 'changelog'].map(
          (name) => `reference/${name}.html`,
        ),
      ]),
    );
  });

  test('sends no request to another origin, and finds all its files', () => {
    expect(shown(({ strayed }) => strayed)).toEqual([]);
  });

  test('writes no message to the console', () => {
    expect(shown(({ complaints }) => complaints)).toEqual([]);
  });

  test('is never wider than a phone', () => {
    expect(shown(({ overflow }) => (overflow > 0 ? [`${overflow} px`] : []))).toEqual([]);
  });

  test('links only to pages and headings that exist', () => {
    const hasId = (page: string, id: string) =>
      id === '' ||
      ownFragments.includes(page) ||
      looks.get(`${page} (light)`)?.ids.includes(id) === true;
    const broken = shown(({ links }) =>
      links
        .filter(({ page, id }) => !files.includes(page) || !hasId(page, id))
        .map(({ page, id }) => `${page}#${id}`),
    );
    expect(broken).toEqual([]);
    expect([...looks.values()].flatMap(({ links }) => links).length).toBeGreaterThan(500);
  });

  test('finds a ruling, an error code, an operation and a guide in its search', async () => {
    const page = await browser.newPage();
    await openPage(page, `${server.url}/docs/`);
    for (const [words, target] of [
      ['R16', 'reference/rulings.html#r16'],
      ['P2CORE_ACTOR_NOT_FOUND', 'reference/errors.html#P2CORE_ACTOR_NOT_FOUND'],
      ['getKeyPackages', 'reference/operations.html#getKeyPackages'],
      ['sealing key', 'guides/production.html#keys'],
    ]) {
      await page.locator('.VPNavBarSearch button').click();
      await page.locator('#localsearch-input').fill(String(words));
      await page.locator(`.VPLocalSearchBox a.result[href="/docs/${target}"]`).first().waitFor();
      await page.keyboard.press('Escape');
    }
    await page.close();
  });

  test('leads to "Try it" with the policy of that page', async () => {
    const page = await browser.newPage();
    await openPage(page, `${server.url}/docs/reference/errors.html`);
    const loaded = page.waitForResponse((response) => response.url().endsWith('/try-it.html'));
    await page.locator('.VPNavBarMenu a', { hasText: 'Try it' }).click();
    const policy = (await loaded).headers()['content-security-policy'];
    expect(policy).toContain('connect-src');
    expect(policy).toContain('https:');
    await page.locator('.try-it').waitFor();
    await page.close();
  });

  test('serves pages without .html too, with the policy of the page', async () => {
    for (const path of pages.filter((one) => !one.endsWith('index.html'))) {
      const [short, whole] = await Promise.all(
        [path.replace(/\.html$/, ''), path].map((one) => fetch(`${server.url}/docs/${one}`)),
      );
      expect([path, short?.status]).toEqual([path, 200]);
      const policy = 'content-security-policy';
      expect(short?.headers.get(policy)).toBe(whole?.headers.get(policy));
    }
    const page = await browser.newPage();
    await openPage(page, `${server.url}/docs/reference/rulings#r16`);
    expect(await page.locator('#r16').isVisible()).toBe(true);
    await page.close();
  });

  test('shows Redoc first of the contract, with "Try it" at each operation', async () => {
    const page = await browser.newPage();
    await openPage(page, `${server.url}/docs/`);
    await page.locator('.VPHero a.brand').click();
    await page.waitForURL('**/docs/redoc/index.html');
    const listed = looks.get('reference/operations.html (light)')?.links ?? [];
    for (const operationId of Object.keys(operations)) {
      const link = listed.find(({ id }) => id.endsWith(`/${operationId.toLowerCase()}`));
      await openPage(page, `${server.url}/docs/${link?.page}#${link?.id}`);
      await page.locator(`a[href="../try-it.html#${operationId}"]`).waitFor();
    }
    await page.close();
  });

  test('sends links of an older Redoc to the operation at once', async () => {
    const page = await browser.newPage();
    await page.addInitScript(`globalThis.was404 = false;
      new MutationObserver(() => {
        const titles = [...document.querySelectorAll('h1')].map((one) => one.textContent);
        if (titles.includes('No page at this address')) globalThis.was404 = true;
      }).observe(document, { childList: true, subtree: true });`);
    for (const old of ['operation/getEvents', 'tag/Other/operation/getEvents']) {
      await page.goto('about:blank');
      await openPage(page, `${server.url}/docs/redoc/index.html#${old}`);
      await page.locator('a[href="../try-it.html#getEvents"]').waitFor();
      expect(await page.evaluate('[location.hash, was404]')).toEqual(['#/other/getevents', false]);
    }
    await page.close();
  });

  test('has a feed of the contract’s versions', async () => {
    const feed = await (await fetch(`${server.url}/docs/changes.atom`)).text();
    const changelog = await readFile(join(root, 'openapi/CHANGELOG.md'), 'utf8');
    const versions = [...changelog.matchAll(/^## (\S+)$/gm)].map(([, version]) => version);
    const titles = [...feed.matchAll(/<title>Contract (\S+?)(?: \(not released\))?</g)];
    expect(titles.map(([, version]) => version)).toEqual(versions);
    const hrefs = [...feed.matchAll(/href="([^"#]+)(?:#([^"]+))?"/g)];
    expect(hrefs.length).toBeGreaterThan(2);
    for (const [, path = '', id] of hrefs) {
      expect(files).toContain(path);
      if (id) expect(looks.get(`${path} (light)`)?.ids).toContain(id);
    }
    const page = await browser.newPage();
    const fault = await page.evaluate<string | undefined>(
      `new DOMParser().parseFromString(${JSON.stringify(feed)}, 'text/xml').querySelector('parsererror')?.textContent`,
    );
    expect(fault).toBeUndefined();
    await page.close();
  });

  test('lists each page in llms.txt, as Markdown', async () => {
    const text = await (await fetch(`${server.url}/docs/llms.txt`)).text();
    const named = [...text.matchAll(/\]\((.+?)\)/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !files.includes(path))).toEqual([]);
    expect(named).toEqual(
      expect.arrayContaining(
        pages
          .filter((path) => !path.endsWith('index.html'))
          .map((path) => path.replace(/html$/, 'md')),
      ),
    );
  });

  test.each([
    'nowhere.html',
    '.stamp',
    '%2e%2e/package.json',
    'assets/',
    'redoc/../../package.json',
  ])('answers 404 for %s', async (path) => {
    const response = await fetch(`${server.url}/docs/${path}`);
    expect(response.status).toBe(404);
  });

  test('is served with a Content-Security-Policy and `nosniff`', async () => {
    const asset = files.find((file) => /^assets\/app\..*\.js$/.test(file));
    for (const [path, type] of [
      ['', 'text/html; charset=utf-8'],
      ['redoc/index.html', 'text/html; charset=utf-8'],
      ['generated/packages.svg', 'image/svg+xml'],
      ['openapi.json', 'application/json; charset=utf-8'],
      [String(asset), 'text/javascript; charset=utf-8'],
    ]) {
      const { status, headers } = await fetch(`${server.url}/docs/${path}`);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, type]);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  /** The findings on all pages, each with the page's name. */
  function shown(find: (look: Look) => string[]): string[] {
    return [...looks].flatMap(([page, look]) => find(look).map((found) => `${page}: ${found}`));
  }
});

/** The findings of a script on a page. */
interface Found {
  hrefs: string[];
  ids: string[];
  overflow: number;
}

const find = `({
  hrefs: [...document.querySelectorAll('a[href]')].map(({ href }) => href),
  ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
  overflow: document.documentElement.scrollWidth - innerWidth,
})`;

async function look(page: Page, base: string, path: string): Promise<Look> {
  const strayed: string[] = [];
  const complaints: string[] = [];
  for (const event of ['request', 'response', 'console', 'pageerror']) {
    page.removeAllListeners(event);
  }
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(new URL('/', base).href) && !url.startsWith('data:')) strayed.push(url);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) strayed.push(`${response.status()} ${response.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await openPage(page, base + path);
  const found = await page.evaluate<Found>(find);
  const links = found.hrefs
    .filter((href) => href.startsWith(base))
    .map((href) => new URL(href))
    .map(({ pathname, hash }) => ({
      page: pathname.slice(new URL(base).pathname.length).replace(/(^|\/)$/, '$1index.html'),
      id: decodeURIComponent(hash.slice(1)),
    }));
  return { links, ids: found.ids, strayed, complaints, overflow: found.overflow };
}

/** Looks at the open page again in dark mode. */
async function darken(page: Page, seen: Look): Promise<Look> {
  await page.emulateMedia({ colorScheme: 'dark' });
  if (await page.locator('#app').count()) await page.locator('html.dark').waitFor();
  await page.waitForLoadState('networkidle');
  return { ...seen, overflow: (await page.evaluate<Found>(find)).overflow };
}
