import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import { alice, keyPackages, neverLow, open, openWithAlice, range, session } from '../fixtures.js';
import { runChildren } from '../processes.js';

/** Tests of a store on every kind of database that several processes may use. */
export function processesSuite(newDatabase: () => Promise<string>): void {
  const ordinary = { fid: alice, sessionId: 'one', lastResort: false };

  async function take(store: Store): Promise<string[]> {
    return (await store.keyPackages.takeOnePerSession(alice, neverLow)).keyPackages;
  }

  async function announced(store: Store): Promise<unknown[]> {
    return (await store.events.pending(alice, 'one')).map(({ d }) => d.serialNumber);
  }

  describe('opening', () => {
    test('many processes may start on an empty database at once', { timeout: 60_000 }, async () => {
      const database = await newDatabase();
      const started = await runChildren<{ serialNumber: string; domain: string }>(
        range(1, 5).map((i) => [database, 'start', `${i}`]),
      );
      const [first] = started.flat();
      expect(started).toEqual(range(1, 5).map(() => [first]));
      const { serverIdentities, settings } = await open(database);
      expect((await serverIdentities.current())?.serialNumber).toBe(first?.serialNumber);
      expect(await settings.get('domain')).toBe(first?.domain);
    });
  });

  describe('server identities', () => {
    test('rotations by several processes all happen, each told once', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const store = await open(database);
      await store.sessions.add(session(alice, 'one'));
      const rotated = await runChildren<string>(
        ['x', 'y'].map((prefix) => [database, 'rotate', prefix, '30']),
      );
      const told = await announced(store);
      expect(rotated.flat().sort()).toEqual([...told].sort());
      expect(told).toHaveLength(60);
      expect((await store.serverIdentities.current())?.serialNumber).toBe(told.at(-1));
    });

    test('a process that is killed has rotated and told, or neither', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const store = await open(database);
      await store.sessions.add(session(alice, 'one'));
      const acknowledged: string[] = [];
      for (const [killAfter, prefix] of [
        [1, 'x'],
        [20, 'y'],
      ] as const) {
        const args = [database, 'rotate', prefix, '100000'];
        acknowledged.push(...(await runChildren<string>([args], killAfter)).flat());
      }
      const told = await announced(store);
      expect(told).toEqual(expect.arrayContaining(acknowledged));
      expect((await store.serverIdentities.current())?.serialNumber).toBe(told.at(-1));
    });
  });

  describe('KeyPackages', () => {
    test('taken by several processes, none is given twice or lost', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const store = await openWithAlice(database);
      const uploaded = keyPackages(600);
      await store.sessions.add(session(alice, 'one'));
      await store.keyPackages.add({ ...ordinary, keyPackages: uploaded });
      const taken = await runChildren<string[]>(range(1, 2).map(() => [database, 'take', alice]));
      expect(taken.flat(2).sort()).toEqual(uploaded.sort());
    });

    test('a killed process has used up what it reported, and at most what it was about to report', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const store = await openWithAlice(database);
      const uploaded = keyPackages(800);
      await store.sessions.add(session(alice, 'one'));
      await store.keyPackages.add({ ...ordinary, keyPackages: uploaded });
      const told: string[] = [];
      for (const killAfter of [1, 60]) {
        const args = [database, 'take', alice];
        told.push(...(await runChildren<string[]>([args], killAfter)).flat(2));
      }
      const left: string[] = [];
      for (;;) {
        const taken = await take(store);
        if (taken.length === 0) break;
        left.push(...taken);
      }
      expect(new Set([...told, ...left]).size).toBe(told.length + left.length);
      expect(uploaded).toEqual(expect.arrayContaining([...told, ...left]));
    });
  });

  describe('events', () => {
    test('appended by several processes, they are numbered without gaps', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const { sessions } = await open(database);
      await sessions.add(session(alice, 'one'));
      const appended = await runChildren<number>(
        range(1, 2).map(() => [database, 'append', alice, 'one', '150']),
      );
      expect(appended.flat().sort((a, b) => a - b)).toEqual(range(1, 300));
    });
  });
}
