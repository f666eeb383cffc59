import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';

/** Opens a page that runs a module of this package, and is served from an origin of its own. */
export async function openPage(
  executablePath: string,
  module: string,
  prepare: (page: Page) => Promise<unknown>,
): Promise<{ page: Page; close(): Promise<void> }> {
  const script = await bundleForBrowsers(module);
  const server = createServer((request, response) => {
    const isScript = request.url === '/suite.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? script : '<!doctype html><script type="module" src="/suite.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await prepare(page);
  await page.goto(`http://localhost:${port}/`, { waitUntil: 'load' });
  return {
    page,
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bundleForBrowsers(module: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(module, import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  return (outputFiles[0] as { contents: Uint8Array }).contents;
}
