import { describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../src/store/store.js';
import {
  alice,
  announcement,
  bob,
  idCert,
  identity,
  keyPackages,
  open,
  range,
  session,
} from '../fixtures.js';

export function openingSuite(newDatabase: () => Promise<string>): void {
  async function everything(store: Store) {
    return {
      domain: await store.settings.get('domain'),
      current: await store.serverIdentities.current(),
      first: await store.serverIdentities.at(1500),
      registered: [await store.actors.exists(alice), await store.actors.exists(bob)],
      sessions: [await store.sessions.list(alice), await store.sessions.list(bob)],
      token: await store.sessions.byTokenHash(session(alice, 'one').tokenHash),
      idCerts: await store.idCerts.listValidAt(alice, 1500),
      keyPackages: await store.keyPackages.peekOnePerSession(alice),
      count: await store.keyPackages.count(alice, 'one'),
      events: await store.events.pending(alice, 'one'),
    };
  }

  describe('opening', () => {
    test('a store that is opened again has everything that it had', async () => {
      const database = await newDatabase();
      const before = await openStore(database);
      await before.settings.set('domain', 'home.example.com');
      await before.actors.add(alice, 1000);
      await before.sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      await before.sessions.add(session(alice, 'two', { idCert: idCert('bb') }));
      await before.sessions.add(session(bob, 'one'));
      await before.serverIdentities.ensureFirst(async () => identity('a', 1000));
      await before.serverIdentities.rotate(async () => identity('b', 2000), announcement);
      await before.keyPackages.add({
        fid: alice,
        sessionId: 'one',
        lastResort: false,
        keyPackages: keyPackages(3),
      });
      await before.events.acknowledge(alice, 'one', 1);
      await before.serverIdentities.rotate(async () => identity('c', 3000), announcement);
      await before.idCerts.replace({ fid: alice, sessionId: 'two', newCert: idCert('cc') }, 1600);
      const was = await everything(before);
      await before.close();

      for (const _ of range(1, 3)) {
        const after = await openStore(database);
        expect(await everything(after)).toEqual(was);
        await after.close();
      }
      const after = await open(database);
      expect(await after.events.append(alice, 'one', { n: 'core', op: '3', d: {} })).toBe(3);
    });

    test('many stores may open an empty database at once', { timeout: 60_000 }, async () => {
      const database = await newDatabase();
      const stores = await Promise.all(range(1, 8).map(() => open(database)));
      const identities = await Promise.all(
        stores.map(({ serverIdentities }, i) =>
          serverIdentities.ensureFirst(async () => identity(`${i}`)),
        ),
      );
      expect(new Set(identities.map(({ serialNumber }) => serialNumber)).size).toBe(1);
    });

    test('a store that is closed refuses further work, and may be closed again', async () => {
      const store = await openStore(await newDatabase());
      await store.close();
      await store.close();
      await expect(store.settings.get('domain')).rejects.toThrow();
      await expect(store.settings.set('domain', 'x')).rejects.toThrow();
    });
  });
}
