import { findChromium } from '@p2core/testing/chromium';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage } from './support/page.js';
import { startReferenceServer } from './support/reference-server.js';

const executablePath = findChromium();
if (!executablePath) console.log('No Chromium found: the React examples were compiled only.');

describe.skipIf(!executablePath)('the React examples in Chromium', () => {
  let textOf: (fid: string, id: string) => Promise<string | null | undefined>;
  const closing: Array<() => Promise<void>> = [];

  beforeAll(async () => {
    const server = await startReferenceServer('localhost');
    closing.push(() => server.stop());
    const { fid } = await server.operator.addActor('alice');
    await server.operator.addSession(fid, undefined, 'phone');
    await server.operator.addSession(fid, undefined, 'laptop');
    const { page, close } = await openPage(
      executablePath as string,
      '../../examples/react/main.tsx',
      async () => {},
    );
    closing.push(close);
    const origin = page.url();
    textOf = async (actor, id) => {
      await page.goto(`${origin}?server=${server.url}&fid=${actor}`);
      const shown = page.locator(`#${id} :is(ol, [role=alert])`);
      await shown.waitFor();
      return shown.textContent();
    };
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  for (const id of ['hooks', 'plain']) {
    test(`${id}: show an actor's certificates, and say that an actor does not exist`, async () => {
      expect(await textOf('alice@localhost', id)).toBe('validvalid');
      expect(await textOf('bob@localhost', id)).toContain('P2CORE_ACTOR_NOT_FOUND');
    });
  }
});
