/** The suite in a page: the process around it calls `runCase` with what the cases need. */
import { suiteFor } from './index.js';
import type { Host, World } from './world.js';

interface Page {
  /** What the process around the page does for it. */
  callHost(name: string, args: unknown[]): Promise<unknown>;
  runCase(name: string, world: Omit<World, 'host'>): Promise<void>;
}

const page = globalThis as unknown as Page;

const host = new Proxy({} as Host, {
  get:
    (_target, name) =>
    (...args: unknown[]) =>
      page.callHost(String(name), args),
});

page.runCase = async (wanted, world) => {
  const found = suiteFor('browser').find(({ name }) => name === wanted);
  if (!found) throw new Error(`there is no case "${wanted}"`);
  await found.run({ ...world, host });
};
