/** The suite in a page. The process that opened the page calls `runCase`. */
import { suiteFor } from './index.js';
import type { Host, World } from './world.js';

interface Page {
  /** Calls a method of `Host` in the process that opened the page. */
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
