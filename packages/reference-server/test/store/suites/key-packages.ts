import { describe, expect, test } from 'vitest';
import {
  DuplicateKeyPackageError,
  ExpiredKeyPackageError,
  IdCertReplacedError,
  KeyPackagesFullError,
  SessionNotFoundError,
} from '../../../src/store/errors.js';
import type { Budget } from '../../../src/store/key-packages/key-package-budgets.js';
import type { Store } from '../../../src/store/store.js';
import {
  alice,
  bob,
  idCert,
  keyPackages,
  lowAt,
  mlsKeyPackage,
  neverLow,
  openWithAlice,
  range,
  session,
} from '../fixtures.js';

/** The offset of the init_key in `mlsKeyPackage`: after version, cipher suite and its length. */
const initKeyAt = 5;

export function keyPackagesSuite(newDatabase: () => Promise<string>): void {
  const ordinary = { fid: alice, sessionId: 'one', lastResort: false };
  const lastResort = { fid: alice, sessionId: 'one', lastResort: true };

  async function take(store: Store, fid = alice): Promise<string[]> {
    return (await store.keyPackages.takeOnePerSession(fid, neverLow)).keyPackages;
  }

  describe('KeyPackages', () => {
    test('an actor without sessions or without KeyPackages gives none', async () => {
      const store = await openWithAlice(await newDatabase());
      expect(await take(store)).toEqual([]);
      await store.sessions.add(session(alice, 'one'));
      expect(await take(store)).toEqual([]);
      expect(await store.keyPackages.peekOnePerSession(alice)).toEqual([]);
      expect(await store.keyPackages.count(alice, 'one')).toBe(0);
    });

    test.each([1, 2, 100, 3000])('of %i, all are stored', async (count) => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.keyPackages.add({ ...ordinary, keyPackages: keyPackages(count) });
      expect(await store.keyPackages.count(alice, 'one')).toBe(count);
    });

    test('are given in the order of the upload, one for each session, the oldest session first', async () => {
      const store = await openWithAlice(await newDatabase());
      const stock: Record<string, string[]> = {};
      for (const [sessionId, count] of Object.entries({ two: 2, one: 1, none: 0, three: 3 })) {
        await store.sessions.add(session(alice, sessionId));
        const uploaded = keyPackages(count);
        stock[sessionId] = uploaded;
        await store.keyPackages.add({ ...ordinary, sessionId, keyPackages: uploaded });
      }
      await store.sessions.add(session(bob, 'one'));
      await store.keyPackages.add({ ...ordinary, fid: bob, keyPackages: keyPackages(1) });

      for (const round of range(0, 3)) {
        const expected = ['two', 'one', 'none', 'three'].flatMap((id) => stock[id]?.[round] ?? []);
        expect(await store.keyPackages.peekOnePerSession(alice)).toEqual(expected);
        expect(await take(store)).toEqual(expected);
      }
      expect(await store.keyPackages.count(bob, 'one')).toBe(1);
    });

    test('peeking uses up nothing', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.keyPackages.add({ ...ordinary, keyPackages: keyPackages(2) });
      for (const _ of range(1, 5)) await store.keyPackages.peekOnePerSession(alice);
      expect(await store.keyPackages.count(alice, 'one')).toBe(2);
    });

    test('a session that has none left gives its last resort, again and again', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const [last = '', first = ''] = keyPackages(2);
      await store.keyPackages.add({ ...lastResort, keyPackages: [last] });
      await store.keyPackages.add({ ...ordinary, keyPackages: [first] });
      expect(await store.keyPackages.count(alice, 'one')).toBe(1);
      expect(await take(store)).toEqual([first]);
      for (const _ of range(1, 3)) {
        expect(await store.keyPackages.peekOnePerSession(alice)).toEqual([last]);
        expect(await take(store)).toEqual([last]);
      }
      await store.keyPackages.add({ ...ordinary, keyPackages: keyPackages(1) });
      expect(await take(store)).not.toEqual([last]);
      expect(await take(store)).toEqual([last]);
    });

    test('a new last resort replaces the older one', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      for (const last of keyPackages(3)) {
        await store.keyPackages.add({ ...lastResort, keyPackages: [last] });
        expect(await take(store)).toEqual([last]);
      }
      for (const count of [0, 2]) {
        await expect(
          store.keyPackages.add({ ...lastResort, keyPackages: keyPackages(count) }),
        ).rejects.toThrow(RangeError);
      }
      expect(await take(store)).toHaveLength(1);
    });

    test('only a live session has a stock', async () => {
      const store = await openWithAlice(await newDatabase());
      const upload = { ...ordinary, keyPackages: keyPackages(1) };
      await expect(store.keyPackages.add(upload)).rejects.toThrow(SessionNotFoundError);
      await store.sessions.add(session(alice, 'one'));
      await store.sessions.end(alice, 'one', 5);
      await expect(store.keyPackages.add(upload)).rejects.toThrow(SessionNotFoundError);
      await store.sessions.add(session(alice, 'one'));
      await store.keyPackages.add(upload);
      expect(await take(store)).toEqual(upload.keyPackages);
    });

    test('a duplicate is named, and nothing of its upload is stored', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.sessions.add(session(bob, 'one'));
      const [stored = '', given = '', last = '', fresh = '', other = ''] = keyPackages(5);
      await store.keyPackages.add({ ...ordinary, keyPackages: [given, stored] });
      await store.keyPackages.add({ ...lastResort, keyPackages: [last] });
      expect(await take(store)).toEqual([given]);

      const uploads: [typeof ordinary, string[], number[]][] = [
        [ordinary, [fresh, stored], [1]],
        [ordinary, [given, fresh], [0]],
        [ordinary, [fresh, last, other], [1]],
        [ordinary, [fresh, other, fresh, stored, fresh], [2, 3, 4]],
        [lastResort, [stored], [0]],
        [{ ...ordinary, fid: bob }, [stored], [0]],
      ];
      for (const [upload, keyPackages, indices] of uploads) {
        const error = await store.keyPackages
          .add({ ...upload, keyPackages })
          .catch((error) => error);
        expect(error).toBeInstanceOf(DuplicateKeyPackageError);
        expect(error.indices).toEqual(indices);
      }
      expect(await store.keyPackages.count(alice, 'one')).toBe(1);
      expect(await store.keyPackages.count(bob, 'one')).toBe(0);
      await store.keyPackages.add({ ...ordinary, keyPackages: [fresh, other] });
      expect([await take(store), await take(store), await take(store), await take(store)]).toEqual([
        [stored],
        [fresh],
        [other],
        [last],
      ]);
    });

    test('the last resort that is set already may come again, and one that was set before may not (R34)', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const [first = '', second = '', fresh = ''] = keyPackages(3);
      await store.keyPackages.add({ ...lastResort, keyPackages: [first] });
      await store.keyPackages.add({ ...lastResort, keyPackages: [first] });
      await store.keyPackages.add({ ...lastResort, keyPackages: [second] });
      for (const upload of [
        { ...lastResort, keyPackages: [first] },
        { ...ordinary, keyPackages: [fresh, second] },
      ]) {
        await expect(store.keyPackages.add(upload)).rejects.toThrow(DuplicateKeyPackageError);
      }
      expect(await take(store)).toEqual([second]);
    });

    test('an init_key is known for ever, in any KeyPackage of any session (R34)', async () => {
      const store = await openWithAlice(await newDatabase());
      for (const fid of [alice, bob]) await store.sessions.add(session(fid, 'one'));
      const uploaded = Buffer.from(mlsKeyPackage(2000), 'base64');
      const other = Buffer.from(mlsKeyPackage(3000), 'base64');
      uploaded.copy(other, initKeyAt, initKeyAt, initKeyAt + 32);
      const upload = (fid: string, octets: Buffer) =>
        store.keyPackages.add({ ...ordinary, fid, keyPackages: [octets.toString('base64')] }, 900);
      await upload(alice, uploaded);
      await expect(upload(bob, other)).rejects.toThrow(DuplicateKeyPackageError);
      await store.sessions.end(alice, 'one', 1000);
      await store.sessions.add(session(alice, 'one'));
      await expect(upload(alice, other)).rejects.toThrow(DuplicateKeyPackageError);
    });

    test('a stock holds so many and no more; the last resort and what has expired do not count (R34)', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const add = (more: string[], at?: number) =>
        store.keyPackages.add({ ...ordinary, keyPackages: more, most: 5 }, at);
      await add([mlsKeyPackage(1000), mlsKeyPackage(1000)], 900);
      await store.keyPackages.add({ ...lastResort, keyPackages: keyPackages(1), most: 5 }, 900);
      await expect(add(keyPackages(4), 900)).rejects.toThrow(KeyPackagesFullError);
      await add(keyPackages(3), 900);
      const refused = keyPackages(3);
      await expect(add(refused, 1000)).rejects.toThrow(KeyPackagesFullError);
      await add(refused.slice(1), 1001);
      await expect(add(refused.slice(0, 1), 1001)).rejects.toThrow(KeyPackagesFullError);
      expect(await store.keyPackages.count(alice, 'one', 1001)).toBe(5);
      await expect(add(keyPackages(6), 1001)).rejects.toThrow(KeyPackagesFullError);
    });

    test('of another ID-Cert than the current one are refused', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      const add = (serialNumber: string) =>
        store.keyPackages.add({
          ...ordinary,
          keyPackages: keyPackages(1),
          idCert: idCert(serialNumber).certificate,
        });
      await add('aa');
      await store.idCerts.replace({ fid: alice, sessionId: 'one', newCert: idCert('bb') }, 1500);
      await expect(add('aa')).rejects.toThrow(IdCertReplacedError);
      await add('bb');
      expect(await store.keyPackages.count(alice, 'one')).toBe(2);
    });

    describe('budgets (R17)', () => {
      const hour = 3600;
      async function stocked(count: number) {
        const store = await openWithAlice(await newDatabase());
        for (const sessionId of ['one', 'two']) {
          await store.sessions.add(session(alice, sessionId));
          await store.keyPackages.add({ ...ordinary, sessionId, keyPackages: keyPackages(count) });
          await store.keyPackages.add({
            ...lastResort,
            sessionId,
            keyPackages: [Buffer.from(`last ${sessionId}`).toString('base64')],
          });
        }
        /** How many ordinary ones a call gives; each session gives its last resort where it gives none. */
        const ordinaryTaken = async (budgets: Budget[], at = 1000) => {
          const peeked = await store.keyPackages.peekOnePerSession(alice, at, budgets);
          const taken = await store.keyPackages.takeOnePerSession(alice, neverLow, at, budgets);
          expect(taken.keyPackages).toEqual(peeked);
          expect(peeked).toHaveLength(2);
          return peeked.filter((each) => !Buffer.from(each, 'base64').includes('last ')).length;
        };
        return { store, ordinaryTaken };
      }
      const most = (taker: string, most: number): Budget => ({ taker, most });

      test('are spent to the last one, each by itself, and then last resorts are given', async () => {
        const { ordinaryTaken } = await stocked(20);
        const bobs = [most('bob@b.example', 5)];
        const taken = [];
        for (const _ of range(1, 4)) taken.push(await ordinaryTaken(bobs));
        expect(taken).toEqual([2, 2, 1, 0]);
        expect(await ordinaryTaken([most('carol@b.example', 5)])).toBe(2);
        expect(await ordinaryTaken([])).toBe(2);
      });

      test('of a domain are shared by its actors', async () => {
        const { ordinaryTaken } = await stocked(20);
        const of = (name: string) => [most(`${name}@b.example`, 5), most('@b.example', 7)];
        const taken = [];
        for (const name of ['bob', 'bob', 'bob', 'carol', 'carol', 'dan']) {
          taken.push(await ordinaryTaken(of(name)));
        }
        expect(taken).toEqual([2, 2, 1, 2, 0, 0]);
      });

      test('are whole again an hour after the first was taken', async () => {
        const { ordinaryTaken } = await stocked(20);
        const bobs = [most('bob@b.example', 2)];
        expect(await ordinaryTaken(bobs, 1000)).toBe(2);
        expect(await ordinaryTaken(bobs, 1000 + hour - 1)).toBe(0);
        expect(await ordinaryTaken(bobs, 1000 + hour)).toBe(2);
        expect(await ordinaryTaken(bobs, 1000 + hour + 1)).toBe(0);
      });

      test('hold over two stores, however many ask at once', async () => {
        const database = await newDatabase();
        const stores = [await openWithAlice(database), await openWithAlice(database)];
        await stores[0]?.sessions.add(session(alice, 'one'));
        await stores[0]?.keyPackages.add({ ...ordinary, keyPackages: keyPackages(30) });
        const taken = await Promise.all(
          range(1, 15).flatMap(() =>
            stores.map((store) =>
              store.keyPackages.takeOnePerSession(alice, neverLow, 1000, [
                most('bob@b.example', 9),
              ]),
            ),
          ),
        );
        expect(taken.flatMap(({ keyPackages }) => keyPackages)).toHaveLength(9);
        expect(await stores[1]?.keyPackages.count(alice, 'one')).toBe(21);
      });
    });

    test('what has expired is not given out, and is deleted', async () => {
      const store = await openWithAlice(await newDatabase());
      const [first = '', second = '', third = ''] = [1000, 3000, 2000].map((end) =>
        mlsKeyPackage(end),
      );
      const take = async (at: number) =>
        (await store.keyPackages.takeOnePerSession(alice, neverLow, at)).keyPackages;
      for (const sessionId of ['one', 'two']) await store.sessions.add(session(alice, sessionId));
      await store.keyPackages.add({ ...ordinary, keyPackages: [first, second, third] }, 900);
      const other = keyPackages(2);
      await store.keyPackages.add({ ...ordinary, sessionId: 'two', keyPackages: other }, 900);

      expect(await store.keyPackages.count(alice, 'one', 1000)).toBe(3);
      expect(await store.keyPackages.count(alice, 'one', 1001)).toBe(2);
      expect(await store.keyPackages.peekOnePerSession(alice, 1000)).toEqual([first, other[0]]);
      // The one whose lifetime ends first is the next: it would be lost first.
      expect(await store.keyPackages.peekOnePerSession(alice, 1001)).toEqual([third, other[0]]);
      expect(await store.keyPackages.count(alice, 'one', 0)).toBe(3);
      expect(await take(2001)).toEqual([second, other[0]]);
      expect(await store.keyPackages.count(alice, 'one', 0)).toBe(0);
      expect(await take(2001)).toEqual([other[1]]);
    });

    test('those without a known end are the last, in the order in which they came', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const endless = keyPackages(2);
      const ending = mlsKeyPackage(2000);
      await store.keyPackages.add({ ...ordinary, keyPackages: [...endless, ending] }, 900);
      const taken: string[] = [];
      for (const _ of range(1, 3)) {
        const { keyPackages } = await store.keyPackages.takeOnePerSession(alice, neverLow, 900);
        taken.push(...keyPackages);
      }
      expect(taken).toEqual([ending, ...endless]);
    });

    test('expired ones beyond the number that one call deletes are never given out, and deleted later', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const expired = Array.from({ length: 250 }, () => mlsKeyPackage(1000));
      const left = keyPackages(3);
      await store.keyPackages.add({ ...ordinary, keyPackages: [...expired, ...left] }, 900);
      const taken: string[] = [];
      for (const _ of range(1, 3)) {
        const { keyPackages } = await store.keyPackages.takeOnePerSession(alice, neverLow, 1001);
        taken.push(...keyPackages);
      }
      expect(taken).toEqual(left);
      expect(await store.keyPackages.count(alice, 'one', 0)).toBe(0);
    });

    test('its lifetime includes its last second', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const uploaded = [mlsKeyPackage(1000), mlsKeyPackage(1000)];
      await store.keyPackages.add({ ...ordinary, keyPackages: uploaded }, 1000);
      const { keyPackages } = await store.keyPackages.takeOnePerSession(alice, neverLow, 1000);
      expect(keyPackages).toEqual([uploaded[0]]);
    });

    test('a last resort expires like the others', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const last = mlsKeyPackage(1000);
      await store.keyPackages.add({ ...lastResort, keyPackages: [last] }, 1000);
      const take = (at: number) => store.keyPackages.takeOnePerSession(alice, neverLow, at);
      expect((await take(1000)).keyPackages).toEqual([last]);
      expect(await store.keyPackages.peekOnePerSession(alice, 1001)).toEqual([]);
      expect((await take(1001)).keyPackages).toEqual([]);
      expect((await take(0)).keyPackages).toEqual([]);
    });

    test('an upload deletes what has expired before', async () => {
      const store = await openWithAlice(await newDatabase());
      for (const sessionId of ['one', 'two']) {
        await store.sessions.add(session(alice, sessionId));
        const upload = { ...ordinary, sessionId, keyPackages: [mlsKeyPackage(1000)] };
        await store.keyPackages.add(upload, 900);
      }
      await store.keyPackages.add({ ...ordinary, keyPackages: keyPackages(1) }, 1001);
      expect(await store.keyPackages.count(alice, 'one', 0)).toBe(1);
      expect(await store.keyPackages.count(alice, 'two', 0)).toBe(1);
    });

    test('an expired one is named, and nothing of its upload is stored', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const fresh = mlsKeyPackage(2000);
      const uploads: [typeof ordinary, string[], number[]][] = [
        [ordinary, [fresh, mlsKeyPackage(1999), mlsKeyPackage(0)], [1, 2]],
        [lastResort, [mlsKeyPackage(1000)], [0]],
      ];
      for (const [upload, keyPackages, indices] of uploads) {
        const error = await store.keyPackages
          .add({ ...upload, keyPackages }, 2000)
          .catch((error) => error);
        expect(error).toBeInstanceOf(ExpiredKeyPackageError);
        expect(error.indices).toEqual(indices);
        expect(error.message).toContain(`indices ${indices.join(', ')}`);
      }
      await store.keyPackages.add({ ...ordinary, keyPackages: [fresh] }, 2000);
      expect(await store.keyPackages.count(alice, 'one', 2000)).toBe(1);
    });

    test('a session whose stock has expired gets one event that it is low', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const uploaded = [mlsKeyPackage(1000), mlsKeyPackage(1000)];
      await store.keyPackages.add({ ...ordinary, keyPackages: uploaded }, 900);
      const [last = ''] = keyPackages(1);
      await store.keyPackages.add({ ...lastResort, keyPackages: [last] }, 900);
      const low = { sessionId: 'one', remaining: 0 };
      const take = () => store.keyPackages.takeOnePerSession(alice, lowAt(5), 1001);
      expect(await take()).toEqual({ keyPackages: [last], low: [low] });
      expect(await take()).toEqual({ keyPackages: [last], low: [] });
      expect((await store.events.pending(alice, 'one')).map(({ d }) => d)).toEqual([low]);
    });

    test('two spellings of the same Base64 are one KeyPackage', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.keyPackages.add({ ...ordinary, keyPackages: ['AAE='] });
      await expect(store.keyPackages.add({ ...ordinary, keyPackages: ['AAF='] })).rejects.toThrow(
        DuplicateKeyPackageError,
      );
    });

    test('only a session whose stock runs low gets an event', async () => {
      const store = await openWithAlice(await newDatabase());
      for (const [sessionId, count] of Object.entries({ one: 4, two: 10, three: 1 })) {
        await store.sessions.add(session(alice, sessionId));
        await store.keyPackages.add({ ...ordinary, sessionId, keyPackages: keyPackages(count) });
      }
      await store.keyPackages.add({ ...lastResort, keyPackages: keyPackages(1) });
      const low: unknown[] = [];
      for (const _ of range(1, 6)) {
        low.push((await store.keyPackages.takeOnePerSession(alice, lowAt(2))).low);
      }
      const one = (remaining: number) => ({ sessionId: 'one', remaining });
      const three = { sessionId: 'three', remaining: 0 };
      expect(low).toEqual([[three], [one(2)], [one(1)], [one(0)], [], []]);
      const told = async (sessionId: string) =>
        (await store.events.pending(alice, sessionId)).map(({ d }) => d);
      expect(await told('one')).toEqual([one(2), one(1), one(0)]);
      expect(await told('two')).toEqual([]);
      expect(await told('three')).toEqual([three]);
    });

    test('nothing is taken when the event cannot be made', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.keyPackages.add({ ...ordinary, keyPackages: keyPackages(3) });
      const rule = { ...neverLow, threshold: 5 };
      await expect(store.keyPackages.takeOnePerSession(alice, rule)).rejects.toThrow(
        'not asked for',
      );
      expect(await store.keyPackages.count(alice, 'one')).toBe(3);
    });

    test('taken by many at once, over two stores, none is given twice or lost', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await openWithAlice(database)];
      const stock: Record<string, string[]> = { one: keyPackages(60), two: keyPackages(25) };
      const last = keyPackages(1);
      for (const [sessionId, uploaded] of Object.entries(stock)) {
        await stores[0]?.sessions.add(session(alice, sessionId));
        await stores[0]?.keyPackages.add({ ...ordinary, sessionId, keyPackages: uploaded });
      }
      await stores[0]?.keyPackages.add({ ...lastResort, sessionId: 'two', keyPackages: last });

      const taken = await Promise.all(
        range(1, 35).flatMap(() =>
          stores.map((store) => store.keyPackages.takeOnePerSession(alice, lowAt(3))),
        ),
      );
      const given = taken.flatMap(({ keyPackages }) => keyPackages);
      const ordinaryGiven = given.filter((keyPackage) => !last.includes(keyPackage));
      expect(ordinaryGiven.sort()).toEqual([...(stock.one ?? []), ...(stock.two ?? [])].sort());
      expect(given.filter((keyPackage) => last.includes(keyPackage))).toHaveLength(70 - 25);

      for (const sessionId of ['one', 'two']) {
        const events = (await stores[1]?.events.pending(alice, sessionId)) ?? [];
        expect(events.map(({ d, s }) => [d.remaining, s])).toEqual([
          [3, '1'],
          [2, '2'],
          [1, '3'],
          [0, '4'],
        ]);
      }
    });

    test('uploaded by many at once, over two stores, each is stored once', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await openWithAlice(database)];
      for (const sessionId of ['one', 'two'])
        await stores[0]?.sessions.add(session(alice, sessionId));
      const uploaded = keyPackages(20);
      const results = await Promise.allSettled(
        range(1, 10).flatMap((i) =>
          stores.map((store, which) => {
            const keyPackages = i % 2 === 0 ? uploaded : uploaded.toReversed();
            const sessionId = (i + which) % 3 === 0 ? 'one' : 'two';
            return store.keyPackages.add({ ...ordinary, sessionId, keyPackages });
          }),
        ),
      );
      const failed = results.filter((result) => result.status === 'rejected');
      expect(failed).toHaveLength(19);
      for (const { reason } of failed) expect(reason).toBeInstanceOf(DuplicateKeyPackageError);
      const [one, two] = await Promise.all(
        ['one', 'two'].map((sessionId) => stores[0]?.keyPackages.count(alice, sessionId)),
      );
      expect([one, two].sort()).toEqual([0, 20]);
    });
  });
}
