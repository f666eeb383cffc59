import { type RunningServer, readConfig, serve } from '@p2core/reference-server';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The administrator's token of every server that `startServer` starts. */
export const adminToken = 'administrator-of-the-tests';

/** Pages that are opened in dark mode too. */
export const oneOfEachKind = [
  'index.html',
  'try-it.html',
  'guides/server.html',
  'reference/errors.html',
];

/** Starts a reference server in memory on a free port, which is an origin of its own. */
export function startServer(): Promise<RunningServer> {
  const config = readConfig({
    PORT: '0',
    P2CORE_DATABASE: ':memory:',
    P2CORE_ADMIN_TOKEN: adminToken,
    P2CORE_SEALING_KEY: '00'.repeat(32),
    P2CORE_RATE_LIMIT: 'off',
  });
  return serve(config, { error: console.error });
}

/** Starts a browser. */
export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/**
 * Opens a page of the docs site, and waits until it is quiet and hydrated: only in the browser does VitePress write the name
 * of the switch between light and dark. Redoc's page is not made by VitePress.
 */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' });
  const ofVitePress = await page.locator('#app').count();
  if (ofVitePress > 0) {
    await page
      .locator('.VPSwitchAppearance:not([title=""])')
      .first()
      .waitFor({ state: 'attached' });
  }
}
