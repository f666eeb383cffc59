import { findChromium } from '@p2core/testing/chromium';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suiteFor } from './suite/index.js';
import type { Host } from './suite/world.js';
import { openPage } from './support/page.js';
import { openWorld } from './support/world.js';

const executablePath = findChromium();
if (!executablePath) {
  console.log('No Chromium found: the client was tested in Node only.');
}

describe.skipIf(!executablePath)('in Chromium', () => {
  let close: () => Promise<void>;
  let run: (name: string) => Promise<void>;

  beforeAll(async () => {
    const opened = await openWorld('browser');
    const { host, ...world } = opened.world;
    const calls = host as unknown as Record<keyof Host, (...args: unknown[]) => Promise<unknown>>;
    const { page, close: closePage } = await openPage(
      executablePath as string,
      '../suite/page.ts',
      (blank) =>
        blank.exposeFunction('callHost', (name: keyof Host, args: unknown[]) =>
          calls[name](...args),
        ),
    );
    expect(new URL(page.url()).origin).not.toBe(new URL(world.baseUrl).origin);
    run = (name) =>
      page.evaluate(
        ([wanted, given]) =>
          (
            globalThis as unknown as { runCase(name: unknown, world: unknown): Promise<void> }
          ).runCase(wanted, given),
        [name, world] as const,
      );
    close = async () => {
      await closePage();
      await opened.close();
    };
  });
  afterAll(() => close());

  for (const { name } of suiteFor('browser')) {
    test(name, () => run(name));
  }
});
