/** axe finds nothing on the pages of the docs site. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { RunningServer } from '@p2core/reference-server';
import { findChromium } from '@p2core/testing/chromium';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteFolder } from '../../src/docs/site-folder.js';
import { oneOfEachKind, openPage, startBrowser, startServer } from './stage.js';

const executablePath = findChromium();
if (!executablePath) console.warn('There is no Chromium: the test of accessibility is skipped.');

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = await readdir(siteFolder, { recursive: true });
const pages = files.filter((file) => /(?<!^redoc\/index)\.html$/.test(file)).sort();
const operation = 'redoc/index.html#/federated-identity/getactoridcerts';

/** The button "Search" also shows its shortcut, which is not part of its name. */
const ofTheSite = ['label-content-name-mismatch'];

/** Findings in Redoc's own markup, which we cannot change. We can change its colours and names. */
const ofRedoc = ['heading-order', 'page-has-heading-one', 'region'];

/** Redoc works long after its page is quiet. Until it has drawn the operation, this field says "Loading...". */
const redocSearch = '[data-testid="search-trigger"]';

type ColorScheme = 'light' | 'dark';

describe.skipIf(!executablePath)('axe finds nothing', () => {
  let server: RunningServer;
  let browser: Browser;
  /** A tab for each colour scheme: to open one takes as long as to load a page. */
  let tabs: Record<ColorScheme, Page>;
  beforeAll(async () => {
    server = await startServer();
    browser = await startBrowser(executablePath ?? '');
    const viewport = { width: 1280, height: 844 };
    tabs = {
      light: await browser.newPage({ colorScheme: 'light', viewport }),
      dark: await browser.newPage({ colorScheme: 'dark', viewport }),
    };
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function expectNothing(path: string, colorScheme: ColorScheme): Promise<void> {
    const page = tabs[colorScheme];
    await openPage(page, `${server.url}/docs/${path}`);
    if (path === operation) await page.locator(redocSearch, { hasText: 'Search' }).waitFor();
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(document, { resultTypes: ['violations'] })`,
    );
    const known = path.startsWith('redoc/') ? [...ofTheSite, ...ofRedoc] : ofTheSite;
    const found = violations
      .filter(({ id }) => !known.includes(id))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
    expect(found).toEqual([]);
  }

  test.each([
    ...pages.map((path) => [path, 'light'] as const),
    ...oneOfEachKind.map((path) => [path, 'dark'] as const),
  ])('on %s, %s', expectNothing);

  test.each([
    [operation, 'light'],
    [operation, 'dark'],
  ] as const)('on %s, %s', expectNothing);
});
