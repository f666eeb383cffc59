import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/store/database/database.js';
import { TooManyIdCertsError } from '../../../src/store/errors.js';
import { fillSessionLife } from '../../../src/store/sessions/session-life.js';
import type { Store } from '../../../src/store/store.js';
import {
  alice,
  bob,
  idCert,
  keyPackages,
  neverLow,
  openWithAlice,
  pem,
  range,
  session,
  sha256,
} from '../fixtures.js';

const tokenHash = session(alice, 'one').tokenHash;
const byToken = (store: Store) => store.sessions.byTokenHash(tokenHash);

export function sessionLifeSuite(newDatabase: () => Promise<string>): void {
  describe('a session ends with its certificate (R39)', () => {
    test('for everybody, and its ID is free', async () => {
      const store = await openWithAlice(await newDatabase());
      const { sessions, idCerts, events } = store;
      await sessions.add(session(alice, 'one', { createdAt: 10, idCert: idCert('aa', 10, 20) }));
      expect(await byToken(store)).toMatchObject({ endsAt: 20, askHomeAt: null });
      expect(await sessions.list(alice, 20)).toHaveLength(1);
      expect(await sessions.list(alice, 21)).toEqual([]);
      expect(await store.keyPackages.takeOnePerSession(alice, neverLow)).toMatchObject({
        keyPackages: [],
      });
      await expect(events.append(alice, 'one', { n: 'core', op: '3', d: {} })).rejects.toThrow();
      const newCert = idCert('bb', 10, 90);
      expect(await idCerts.replace({ fid: alice, sessionId: 'one', newCert }, 21)).toBe(false);

      const again = { tokenHash: sha256('2'), createdAt: 21, idCert: newCert };
      await sessions.add(session(alice, 'one', again));
      expect(await byToken(store)).toBeUndefined();
      expect((await idCerts.currentOf(alice, 'one', 21))?.serialNumber).toBe('bb');
      expect(await idCerts.listValidAt(alice, 20)).toMatchObject([
        { certificate: pem('aa'), invalidatedAt: null },
        { certificate: pem('bb'), invalidatedAt: null },
      ]);
    });

    test('its data is deleted when its token is used, and a live session is not changed', async () => {
      const store = await openWithAlice(await newDatabase());
      const { sessions, idCerts } = store;
      await sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      await store.events.append(alice, 'one', { n: 'core', op: '3', d: {} });
      const upload = { fid: alice, sessionId: 'one', lastResort: false };
      const [first = ''] = keyPackages(1);
      await store.keyPackages.add({ ...upload, keyPackages: [first] });
      await sessions.endRunOut(alice, 'one', 4e9);
      expect(await byToken(store)).toBeDefined();
      await sessions.endRunOut(alice, 'one', 4e9 + 1);
      expect(await byToken(store)).toBeUndefined();
      expect(await idCerts.listValidAt(alice, 4e9)).toMatchObject([{ invalidatedAt: null }]);
      const tables: string[] = [];
      await store.export((line) => void tables.push(JSON.parse(line).table));
      expect(tables).not.toContain('key_packages');
      expect(tables).not.toContain('events');
    });

    test('sessions of an older database get their end, and foreign ones are asked about', async () => {
      const database = await newDatabase();
      const store = await openWithAlice(database);
      await store.actors.add(alice, 1);
      for (const fid of [alice, bob]) {
        await store.sessions.add(session(fid, 'one', { idCert: idCert('aa') }));
      }
      await store.sessions.add(session(bob, 'two'));
      const db = await openDatabase(database);
      onTestFinished(() => db.destroy());
      await db.transaction().execute(async (trx) => {
        await sql`update sessions set ends_at = null, ask_home_at = null`.execute(trx);
        await fillSessionLife(trx);
      });
      const lives = (fid: string, id: string) =>
        store.sessions.byTokenHash(session(fid, id).tokenHash);
      expect(await lives(alice, 'one')).toMatchObject({ endsAt: 4e9, askHomeAt: null });
      expect(await lives(bob, 'one')).toMatchObject({ endsAt: 4e9, askHomeAt: 0 });
      expect(await lives(bob, 'two')).toMatchObject({ endsAt: null, askHomeAt: null });
    });
  });

  describe('what the home server said of a session is settled (R39)', () => {
    /** A foreign session whose home server is to be asked at 1500. */
    async function foreign() {
      const store = await openWithAlice(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      const replacement = { fid: alice, sessionId: 'one', newCert: idCert('aa'), askHomeAt: 1500 };
      await store.idCerts.replace(replacement, 1400);
      const asked = await byToken(store);
      if (asked === undefined) throw new Error('it has just been added');
      const settle = (...args: [fate: Parameters<typeof store.sessions.settle>[1], at: number]) =>
        store.sessions.settle(asked, ...args);
      return { store, settle };
    }

    test('it goes on', async () => {
      const { store, settle } = await foreign();
      expect(await settle({ askHomeAt: 9000 }, 1500)).toBe(true);
      expect(await byToken(store)).toMatchObject({ askHomeAt: 9000 });
    });

    test('its token ends, and it stays', async () => {
      const { store, settle } = await foreign();
      expect(await settle('token ends', 1500)).toBe(false);
      expect(await byToken(store)).toBeUndefined();
      expect(await store.sessions.list(alice)).toHaveLength(1);
      expect(await store.idCerts.listValidAt(alice, 1500)).toMatchObject([{ invalidatedAt: null }]);
    });

    test('it ends', async () => {
      const { store, settle } = await foreign();
      expect(await settle('session ends', 1500)).toBe(false);
      expect(await store.sessions.list(alice)).toEqual([]);
      expect(await store.idCerts.listValidAt(alice, 1500)).toMatchObject([
        { invalidatedAt: expect.any(Number) },
      ]);
    });

    test('while its home server is unreachable it continues, for at most the patience', async () => {
      const { store, settle } = await foreign();
      const notAskable = { askHomeAt: 1500, patience: 100 };
      expect(await settle({ notAskable }, 1500)).toBe(true);
      expect(await settle({ notAskable }, 1599)).toBe(true);
      expect(await settle({ notAskable }, 1600)).toBe(false);
      expect(await byToken(store)).toBeUndefined();
      expect(await store.sessions.list(alice)).toHaveLength(1);
    });

    test('an answer about the certificate that it had before changes nothing', async () => {
      const { store, settle } = await foreign();
      const replacement = { fid: alice, sessionId: 'one', newCert: idCert('bb'), askHomeAt: 1600 };
      await store.idCerts.replace(replacement, 1450);
      expect(await settle('session ends', 1500)).toBe(true);
      expect(await byToken(store)).toMatchObject({ askHomeAt: 1600 });
    });
  });

  describe('how many certificates a session may have recorded within a day (R22)', () => {
    test('counts in the database, over all stores, and by the session', async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await openWithAlice(database)];
      await stores[0]?.sessions.add(session(alice, 'one'));
      await stores[0]?.sessions.add(session(alice, 'two'));
      const bring = (serial: string, at: number, store = stores[0], sessionId = 'one') =>
        store?.idCerts.replace(
          { fid: alice, sessionId, newCert: idCert(serial), mostPerDay: 3 },
          at,
        );
      const results = await Promise.allSettled(
        range(1, 4).map((i) => bring(`${i}`, 1000 + i, stores[i % 2])),
      );
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toBeInstanceOf(TooManyIdCertsError);
      const current = await stores[0]?.idCerts.currentOf(alice, 'one');
      expect(await bring(current?.serialNumber ?? '', 2000)).toBe(true);
      expect(await bring('x', 2000, stores[0], 'two')).toBe(true);
      const late = await bring('y', 2000)?.catch((error: unknown) => error);
      expect((late as TooManyIdCertsError).retryAfter).toBeGreaterThan(24 * 3600 - 1000);
      expect(await bring('y', 2000 + 24 * 3600)).toBe(true);
    });
  });
}
