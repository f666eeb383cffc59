/** Swagger UI in Chromium, with a server's `openapi.query.json`: "Execute" works on every look-up. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { findChromium } from '@p2core/testing/chromium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  newSession,
  queue,
  stock,
} from '../../../packages/reference-server/test/support/actors.js';
import {
  startServer,
  type TestServer,
} from '../../../packages/reference-server/test/support/server.js';
import { startBrowser } from './stage.js';

const executablePath = findChromium();
if (!executablePath) console.warn('There is no Chromium: the test of Swagger UI is skipped.');

const distribution = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist'));

/** The page, which calls the server from another origin. */
const index = (origin: string, token: string) => `<!doctype html>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/swagger-ui.css">
<div id="ui"></div>
<script src="/swagger-ui-bundle.js"></script>
<script>
  const ui = SwaggerUIBundle({
    url: ${JSON.stringify(`${origin}/openapi.query.json`)},
    dom_id: '#ui',
    onComplete: () => ui.preauthorizeApiKey('bearerAuth', ${JSON.stringify(token)}),
  });
</script>`;

/** Every look-up, by its place in Swagger UI. */
const lookUps = [
  'Federated_Identity-getChallenge',
  'Federated_Identity-getServerPublicKey',
  'Federated_Identity-getServerIdCert',
  'Federated_Identity-getActorIdCerts',
  'Encryption-getKeyPackages',
  'Other-getEvents',
  'Registration_Needed-getKeyMaterial',
  'Registration_Needed-getKeyMaterialLimit',
];

/** The values to type. Other fields are emptied, because their examples fit only another server. */
const typed: Record<string, string> = {};

/** Presses "Try it out" and "Execute", and returns the status that Swagger UI shows. */
async function execute(page: Page, place: string): Promise<string> {
  const operation = page.locator(`#operations-${place}`);
  await operation.locator('.opblock-summary-control').click();
  await operation.locator('.try-out__btn').click();
  for (const row of await operation.locator('tr[data-param-name]').all()) {
    const name = (await row.getAttribute('data-param-name')) ?? '';
    const items = row.locator('.json-schema-form-item-remove');
    const isList = (await items.count()) > 0;
    while ((await items.count()) > 0) await items.first().click();
    if (!isList) await row.locator('input[type=text]').fill(typed[name] ?? '');
  }
  await operation.locator('.execute').click();
  const status = operation.locator('.live-responses-table .response .response-col_status');
  return (await status.first().textContent())?.trim() ?? '';
}

describe.skipIf(!executablePath)('Swagger UI', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const files = createServer();

  beforeAll(async () => {
    server = await startServer();
    const session = await newSession(server);
    await stock(server, session, 1);
    await queue(server, session, { word: 'hello' });
    typed.fid = session.fid;
    const html = index(server.url, session.token);
    files.on('request', async ({ url = '/' }, response) => {
      if (url === '/') response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
      else response.end(await readFile(join(distribution, url)).catch(() => ''));
    });
    await once(files.listen(0, '127.0.0.1'), 'listening');
    browser = await startBrowser(executablePath ?? '');
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(files.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await browser.close();
    files.close();
    await server.close();
  });

  test.each(lookUps)('%s answers 200', async (place) => {
    expect(await execute(page, place)).toBe('200');
  });
});
