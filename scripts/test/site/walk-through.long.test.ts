import { type RunningServer, readConfig, serve } from '@p2core/reference-server';
import { findChromium } from '@p2core/testing/chromium';
import { freePort } from '@p2core/testing/free-port';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminToken, openPage, startBrowser } from './stage.js';

const executablePath = findChromium();
if (!executablePath)
  console.warn('There is no Chromium: the tests of "Walk through it" are skipped.');

describe.skipIf(!executablePath)('"Walk through it"', () => {
  let home: RunningServer;
  let abroad: RunningServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const [homePort, abroadPort] = await Promise.all([freePort(), freePort()]);
    const homeServers = `localhost=http://127.0.0.1:${homePort}`;
    home = await startServer('localhost', homePort, homeServers);
    abroad = await startServer('chat.example.org', abroadPort, homeServers);
    browser = await startBrowser(executablePath ?? '');
    page = await browser.newPage();
    const servers = `abroad=${abroad.url}&abroad-domain=chat.example.org`;
    await openPage(page, `${home.url}/docs/walk-through.html#${servers}`);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([home.close(), abroad.close()]);
  });

  /** Takes a step, and returns the page's text about it. */
  async function take(step: string): Promise<string> {
    await page.locator(`#step-${step} button`).click();
    const verdict = page.locator(`#step-${step} .verdict`);
    await verdict.waitFor();
    return String(await verdict.textContent()).trim();
  }

  test('enrols, and shows the ID-Cert with its chain', async () => {
    expect(await take('enrol')).toMatch(/^walker-\w+@localhost has session \w{32}/);
    await page.getByText('The chain is valid').waitFor();
    expect(await page.locator('.time-line .valid').count()).toBe(1);
  });

  test('publishes KeyPackages, and takes one', async () => {
    expect(await take('publish')).toContain('three KeyPackages');
    expect(await take('take')).toMatch(/^A KeyPackage of \d+ characters/);
  });

  test('logs in at another server, renews, and revokes the token there', async () => {
    expect(await take('identify')).toContain('chat.example.org knows walker-');
    expect(await take('renew')).toBe('There is a new ID-Cert. Servers told abroad: 1.');
    await page.getByText('Certificate 2').waitFor();
    expect(await take('revoke')).toBe('The token is void.');
  });

  test('refuses a challenge of another server (R35)', async () => {
    await page.getByLabel('Domain').nth(1).fill('bank.example.net');
    expect(await take('identify')).toContain('was not made for this domain');
    await page.getByLabel('Domain').nth(1).fill('chat.example.org');
  });

  test('ends the session, and shows when its ID-Cert was invalidated', async () => {
    expect(await take('end')).toContain('has ended');
    await page
      .getByText(/Invalidated at \d{4}/)
      .nth(1)
      .waitFor();
    await page.locator('.time-line .invalidated').nth(1).waitFor();
  });

  test('axe finds nothing, in light and in dark mode', async () => {
    await page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate<AxeResults>('axe.run(".vp-doc")');
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });

  test('inspects any actor, and shows the error for an unknown one', async () => {
    await page.getByLabel('Federation ID').fill('nobody@localhost');
    await page.getByRole('button', { name: 'Inspect' }).click();
    await page.getByText('404 P2CORE_ACTOR_NOT_FOUND').waitFor();
  });
});

function startServer(domain: string, port: number, homeServers: string): Promise<RunningServer> {
  const config = readConfig({
    PORT: String(port),
    P2CORE_DOMAIN: domain,
    P2CORE_DATABASE: ':memory:',
    P2CORE_ADMIN_TOKEN: adminToken,
    P2CORE_SEALING_KEY: '00'.repeat(32),
    P2CORE_RATE_LIMIT: 'off',
    P2CORE_REGISTRATION: 'open',
    P2CORE_HOME_SERVERS: homeServers,
  });
  return serve(config, { error: console.error });
}
