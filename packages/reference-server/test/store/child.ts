/**
 * A second process on the same database: `child.ts <database> <action> [arguments]`. It prints when it is ready, and
 * begins on command. Each line that it prints is JSON about a change that the store has acknowledged.
 */
import { once } from 'node:events';
import { openStore, type Store } from '../../src/store/store.js';
import { announcement, identity, neverLow } from './fixtures.js';

const actions: Record<string, (store: Store, ...args: string[]) => Promise<void>> = {
  async start(store, name = '') {
    const { serialNumber } = await store.serverIdentities.ensureFirst(async () => identity(name));
    print({ serialNumber, domain: await store.settings.setOnce('domain', name) });
  },

  async rotate(store, prefix = '', count = '') {
    for (let i = 0; i < Number(count); i++) {
      const made = await store.serverIdentities.rotate(
        async () => identity(`${prefix}-${i}`),
        announcement,
      );
      print(made.serialNumber);
    }
  },

  /** Begins a rotation, and continues it on command. */
  async stall(store, name = '') {
    await store.serverIdentities.rotate(async () => {
      const goOn = once(process, 'SIGCONT');
      print('begun');
      await goOn;
      return identity(name);
    }, announcement);
  },

  async append(store, fid = '', sessionId = '', count = '') {
    for (let i = 0; i < Number(count); i++) {
      print(await store.events.append(fid, sessionId, { n: 'core', op: '8', d: { i } }));
    }
  },

  async take(store, fid = '') {
    const worker = async () => {
      for (;;) {
        const { keyPackages } = await store.keyPackages.takeOnePerSession(fid, neverLow);
        if (keyPackages.length === 0) return;
        print(keyPackages);
      }
    };
    await Promise.all(Array.from({ length: 10 }, worker));
  },
};

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const [database = '', action = '', ...args] = process.argv.slice(2);
process.send?.('ready');
await once(process, 'message');
process.disconnect();
const store = await openStore(database);
await actions[action]?.(store, ...args);
await store.close();
