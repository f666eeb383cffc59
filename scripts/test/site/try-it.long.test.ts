import { exec } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { RunningServer } from '@p2core/reference-server';
import { findChromium } from '@p2core/testing/chromium';
import { operations, pathPrefix } from '@p2core/types';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adminToken, openPage, startBrowser, startServer } from './stage.js';

const executablePath = findChromium();
if (!executablePath) console.warn('There is no Chromium: the tests of "Try it" are skipped.');

describe.skipIf(!executablePath)('"Try it"', () => {
  let site: RunningServer;
  let asked: RunningServer;
  let wrong: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startServer();
    asked = await startServer();
    wrong = createServer((_request, response) => {
      response.writeHead(200, {
        'Access-Control-Allow-Origin': '*',
        'Content-Type': 'application/json',
      });
      response.end(JSON.stringify({ challenge: 'short', expires: 'soon' }));
    });
    wrong.listen(0, '127.0.0.1');
    await once(wrong, 'listening');
    browser = await startBrowser(executablePath ?? '');
  });

  afterAll(async () => {
    await browser.close();
    wrong.close();
    await Promise.all([site.close(), asked.close()]);
  });

  beforeEach(async () => {
    page = await browser.newPage();
  });

  afterEach(() => page.close());

  /** Sends a call to another origin, and returns the answer that the page shows. */
  async function send(url: string, operationId: string, values: Record<string, string> = {}) {
    await openPage(page, `${site.url}/docs/try-it.html#${operationId}`);
    await page.getByLabel('Server').fill(url);
    for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value);
    await page.getByRole('button', { name: 'Send' }).click();
    return page.locator('.try-it-result');
  }

  test('shows a valid answer of another origin, with the request as it was sent', async () => {
    const timestamp = String(Math.floor(Date.now() / 1000) + 60);
    const result = await send(asked.url, 'getServerIdCert', { timestamp });
    await result.getByText('Answer: 200').waitFor();
    await result.locator('.valid').waitFor();
    expect(await result.locator('.request').textContent()).toContain(
      `GET ${asked.url}${operations.getServerIdCert.path}?timestamp=${timestamp}`,
    );
  });

  test('starts with its own server, and with the contract’s examples', async () => {
    await openPage(page, `${site.url}/docs/try-it.html#getActorIdCerts`);
    expect(await page.getByLabel('Server').inputValue()).toBe(site.url);
    expect(await page.getByLabel('fid').inputValue()).toMatch(/^[^@]+@[^@]+$/);
  });

  test('takes a URL that ends in the contract’s path', async () => {
    const result = await send(asked.url + pathPrefix, 'getChallenge');
    await result.getByText('Answer: 200').waitFor();
  });

  test('shows a 401 as a refusal by the contract, with a link to its meaning', async () => {
    const result = await send(asked.url, 'getEvents', { 'Access token': 'not-a-live-token' });
    await result.getByText('Answer: 401').waitFor();
    const verdict = result.locator('.valid');
    await verdict.getByText('refused with 401').waitFor();
    expect(await verdict.getByRole('link').getAttribute('href')).toBe(
      '/docs/reference/errors.html#P2CORE_UNAUTHORIZED',
    );
    expect(await result.locator('.answer').textContent()).toContain('P2CORE_UNAUTHORIZED');
    expect(await result.textContent()).not.toContain('not-a-live-token');
  });

  test('sends a token that works, and does not store it', async () => {
    const result = await send(asked.url, 'rotateServerIdentityKey', { 'Access token': adminToken });
    await result.getByText('Answer: 200').waitFor();
    const kept = await page.evaluate<string>(
      'JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])',
    );
    expect(kept).not.toContain(adminToken);
  });

  test('shows the fields of a certificate beside the answer', async () => {
    const result = await send(asked.url, 'getServerIdCert');
    const pem = result.locator('.pem');
    await pem.getByText('Certificate of a home server').waitFor();
    const said = await pem.locator('dd').allInnerTexts();
    expect(said).toEqual([
      'localhost',
      expect.stringMatching(/^[0-9a-f]+$/),
      expect.stringMatching(/ UTC \(\d+\)$/),
      expect.stringMatching(/ UTC \(\d+\)$/),
      'Ed25519',
    ]);
  });

  test('gives the request as a command that curl runs, without the token', async () => {
    await openPage(page, `${site.url}/docs/try-it.html#rotateServerIdentityKey`);
    await page.getByLabel('Server').fill(asked.url);
    await page.getByLabel('Access token').fill(adminToken);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    const command = String(await page.locator('.curl').textContent());
    expect(command).not.toContain(adminToken);
    const env = { ...process.env, P2CORE_TOKEN: adminToken };
    const { stdout } = await promisify(exec)(command, { env });
    expect(stdout).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('sends objects and lists written as JSON, and says if a text is not JSON', async () => {
    const payload = '{"password":"correct horse battery staple"}';
    const result = await send(asked.url, 'createIdentity', { auth_payload: payload });
    await result.getByText('Answer: 403').waitFor();
    await result.locator('.valid').getByText('P2CORE_REGISTRATION_CLOSED').waitFor();
    expect(await result.locator('.request').textContent()).toContain(payload);
    const refused = await send(asked.url, 'createIdentity', { auth_payload: '{' });
    await refused.getByText('Not sent: auth_payload is not JSON').waitFor();
  });

  test('asks for the limit of key material with OPTIONS, from another origin', async () => {
    const result = await send(asked.url, 'getKeyMaterialLimit');
    await result.getByText('Answer: 200').waitFor();
    await result.locator('.valid').waitFor();
    expect(await result.locator('.fields').textContent()).toContain('x-max-payload-size');
  });

  test('sends the second factor as the header field of the contract', async () => {
    const result = await send(asked.url, 'deleteSession', {
      session_id: 'phone',
      sensitiveSolution: 'two words',
      'Access token': 'not-a-live-token',
    });
    await result.getByText('Answer: 401').waitFor();
    expect(await result.locator('.request').textContent()).toContain('two%20words');
  });

  test('names each fault of an answer that breaks the contract', async () => {
    const { port } = wrong.address() as AddressInfo;
    const result = await send(`http://127.0.0.1:${port}`, 'getChallenge');
    await result.locator('.invalid').waitFor();
    const faults = await result.locator('li').allInnerTexts();
    expect(faults).toEqual([
      expect.stringContaining('Cache-Control'),
      expect.stringMatching(/^\/body\/challenge: /),
      expect.stringMatching(/^\/body\/expires: /),
    ]);
  });

  test('says if a token cannot be sent', async () => {
    const result = await send(asked.url, 'getEvents', { 'Access token': 'not a token' });
    await result.getByText('Not sent: ').waitFor();
  });

  test('says if no server answers', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const result = await send(`http://127.0.0.1:${port}`, 'getChallenge');
    await result.getByText('CONNECTION: ').waitFor();
    await result.getByText('The browser does not tell a page why.').waitFor();
  });
});
