import { describe, expect, test } from 'vitest';
import {
  IdCertNotFoundError,
  KeyMaterialExistsError,
  KeyMaterialFullError,
  SessionNotFoundError,
} from '../../../src/store/errors.js';
import type { Store } from '../../../src/store/store.js';
import { alice, bob, idCert, openWithAlice, range, session } from '../fixtures.js';

export function keyMaterialSuite(newDatabase: () => Promise<string>): void {
  /** A store whose Alice has had certificates of these serial numbers in her session, the last of which is current. */
  async function openWith(database: string, ...serialNumbers: string[]): Promise<Store> {
    const store = await openWithAlice(database);
    const [first = 'aa', ...more] = serialNumbers;
    await store.sessions.add(session(alice, 'one', { idCert: idCert(first) }));
    for (const serialNumber of more) {
      const newCert = idCert(serialNumber);
      await store.idCerts.replace({ fid: alice, sessionId: 'one', newCert }, 1500);
    }
    return store;
  }
  const upload = { fid: alice, sessionId: 'one', most: 100 };
  const stored = async (store: Store, fid = alice) =>
    (await store.keyMaterial.list(fid)).map(({ serialNumber, keyData }) => [serialNumber, keyData]);

  describe('key material (R32)', () => {
    test('is listed by its ID-Cert, the oldest first, and outlives its session', async () => {
      const store = await openWith(await newDatabase(), 'cc', 'aa', 'bb');
      await store.keyMaterial.add({ ...upload, keyData: 'of the current one' });
      await store.keyMaterial.add({ ...upload, serialNumber: 'aa', keyData: 'second' });
      await store.keyMaterial.add({ ...upload, serialNumber: 'cc', keyData: 'first' });
      const all = [
        ['cc', 'first'],
        ['aa', 'second'],
        ['bb', 'of the current one'],
      ];
      expect(await stored(store)).toEqual(all);
      await store.sessions.end(alice, 'one', 1600);
      expect(await stored(store)).toEqual(all);
      expect(await stored(store, bob)).toEqual([]);
    });

    test('is stored once for each ID-Cert that the actor had, and for no other', async () => {
      const store = await openWith(await newDatabase(), 'aa');
      await store.sessions.add(session(bob, 'one', { idCert: idCert('bb') }));
      await store.keyMaterial.add({ ...upload, keyData: 'first' });
      for (const serialNumber of ['aa', undefined]) {
        const again = store.keyMaterial.add({ ...upload, serialNumber, keyData: 'again' });
        await expect(again).rejects.toThrow(KeyMaterialExistsError);
      }
      for (const serialNumber of ['bb', '', 'a']) {
        const unknown = store.keyMaterial.add({ ...upload, serialNumber, keyData: 'x' });
        await expect(unknown).rejects.toThrow(IdCertNotFoundError);
      }
      expect(await stored(store)).toEqual([['aa', 'first']]);
    });

    test('is deleted where it is there, and can come again', async () => {
      const store = await openWith(await newDatabase(), 'aa', 'bb');
      for (const serialNumber of ['aa', 'bb']) {
        await store.keyMaterial.add({ ...upload, serialNumber, keyData: serialNumber });
      }
      await store.keyMaterial.delete(bob, ['aa']);
      await store.keyMaterial.delete(alice, []);
      await store.keyMaterial.delete(alice, ['aa', 'cc']);
      expect(await stored(store)).toEqual([['bb', 'bb']]);
      await store.keyMaterial.delete(alice, ['aa']);
      await store.keyMaterial.add({ ...upload, serialNumber: 'aa', keyData: 'again' });
      expect(await stored(store)).toEqual([
        ['aa', 'again'],
        ['bb', 'bb'],
      ]);
    });

    test('goes when its actor is removed', async () => {
      const store = await openWith(await newDatabase(), 'aa');
      await store.keyMaterial.add({ ...upload, keyData: 'first' });
      await store.actors.remove(alice, 1600);
      expect(await stored(store)).toEqual([]);
    });

    test('is not stored any more by a session that ends before its request does', async () => {
      const store = await openWith(await newDatabase(), 'aa');
      await store.sessions.add(session(alice, 'two', { idCert: idCert('bb') }));
      await store.sessions.end(alice, 'one', 1600);
      for (const serialNumber of ['aa', undefined]) {
        const late = store.keyMaterial.add({ ...upload, serialNumber, keyData: 'x' });
        await expect(late).rejects.toThrow(SessionNotFoundError);
      }
      await store.actors.remove(alice, 1600);
      const late = store.keyMaterial.add({ ...upload, sessionId: 'two', keyData: 'x' });
      await expect(late).rejects.toThrow(SessionNotFoundError);
      expect(await stored(store)).toEqual([]);
    });

    test('of many uploads at once, over two stores, so many are stored as the actor may have', async () => {
      const database = await newDatabase();
      const serialNumbers = range(1, 8).map((i) => `0${i}`);
      const stores = [await openWith(database, ...serialNumbers), await openWithAlice(database)];
      const results = await Promise.allSettled(
        serialNumbers.flatMap((serialNumber) =>
          stores.map((store, which) =>
            store.keyMaterial.add({ ...upload, most: 5, serialNumber, keyData: `${which}` }),
          ),
        ),
      );
      for (const result of results) {
        if (result.status === 'fulfilled') continue;
        const { name } = result.reason;
        expect([KeyMaterialExistsError.name, KeyMaterialFullError.name]).toContain(name);
      }
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
      expect(await stored(stores[1] as Store)).toHaveLength(5);
    });
  });
}
