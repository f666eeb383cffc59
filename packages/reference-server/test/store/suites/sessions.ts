import { describe, expect, test } from 'vitest';
import { IdCertRecordedError, SessionIdTakenError } from '../../../src/store/errors.js';
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

export function sessionsSuite(newDatabase: () => Promise<string>): void {
  describe('sessions', () => {
    test('a token leads to its session, and only that token', async () => {
      const { sessions } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one', { tokenHash: sha256('t1'), createdAt: 1 }));
      await sessions.add(session(bob, 'one', { tokenHash: sha256('t2'), createdAt: 2 ** 53 - 1 }));
      expect(await sessions.byTokenHash(sha256('t1'))).toEqual({
        fid: alice,
        sessionId: 'one',
        createdAt: 1,
        endsAt: null,
        askHomeAt: null,
        unconfirmedRenewal: null,
      });
      expect(await sessions.byTokenHash(sha256('t2'))).toEqual({
        fid: bob,
        sessionId: 'one',
        createdAt: 2 ** 53 - 1,
        endsAt: null,
        askHomeAt: null,
        unconfirmedRenewal: null,
      });
      expect(await sessions.byTokenHash(sha256('t3'))).toBeUndefined();
      expect(await sessions.byTokenHash('')).toBeUndefined();
    });

    test('a live session keeps its ID to itself', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one'));
      await expect(
        sessions.add(session(alice, 'one', { tokenHash: sha256('x'), idCert: idCert('aa') })),
      ).rejects.toThrow(SessionIdTakenError);
      expect(await sessions.byTokenHash(sha256('x'))).toBeUndefined();
      expect(await idCerts.listValidAt(alice, 1500)).toEqual([]);
      await sessions.add(session(alice, 'ONE'));
      await sessions.add(session(bob, 'one'));
    });

    test('two sessions cannot have one token', async () => {
      const { sessions } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one', { tokenHash: sha256('t') }));
      await expect(sessions.add(session(bob, 'two', { tokenHash: sha256('t') }))).rejects.toThrow();
      expect(await sessions.list(bob)).toEqual([]);
    });

    test('lists the live sessions of one actor as they were added', async () => {
      const { sessions } = await openWithAlice(await newDatabase());
      for (const id of ['c', 'a', 'b', 'd']) await sessions.add(session(alice, id));
      await sessions.add(session(bob, 'z'));
      await sessions.end(alice, 'b', 5);
      await sessions.end(alice, 'c', 5);
      await sessions.add(session(alice, 'c'));
      const list = await sessions.list(alice);
      expect(list.map(({ sessionId }) => sessionId)).toEqual(['a', 'd', 'c']);
      expect(await sessions.list('carol@localhost')).toEqual([]);
    });

    test('the end of a session deletes all its data, once (R13)', async () => {
      const store = await openWithAlice(await newDatabase());
      const { sessions, idCerts, events } = store;
      await sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      await sessions.add(session(alice, 'two', { idCert: idCert('bb') }));
      for (const sessionId of ['one', 'two']) {
        await events.append(alice, sessionId, { n: 'core', op: '3', d: {} });
        for (const lastResort of [false, true]) {
          const upload = { fid: alice, sessionId, lastResort, keyPackages: keyPackages(1) };
          await store.keyPackages.add(upload);
        }
      }

      expect(await sessions.end(alice, 'one', 1700)).toBe(true);
      expect(await sessions.end(alice, 'one', 1800)).toBe(false);

      expect(await sessions.byTokenHash(session(alice, 'one').tokenHash)).toBeUndefined();
      expect(await events.pending(alice, 'one')).toEqual([]);
      expect(await store.keyPackages.count(alice, 'one')).toBe(0);
      expect(await store.keyPackages.peekOnePerSession(alice)).toHaveLength(1);
      expect(await idCerts.currentOf(alice, 'one')).toBeUndefined();
      expect(await idCerts.listValidAt(alice, 1500)).toMatchObject([
        { certificate: pem('aa'), invalidatedAt: expect.any(Number) },
        { certificate: pem('bb'), invalidatedAt: null },
      ]);
      expect(await sessions.byTokenHash(session(alice, 'two').tokenHash)).toBeDefined();
      expect(await events.pending(alice, 'two')).toHaveLength(1);
      expect(await store.keyPackages.count(alice, 'two')).toBe(1);
    });

    test.each([
      ['another actor', bob, 'one'],
      ['another session', alice, 'two'],
      ['another case', alice, 'ONE'],
      ['a pattern', alice, '%'],
    ])('does not end %s', async (_, fid, sessionId) => {
      const { sessions } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one'));
      expect(await sessions.end(fid, sessionId, 5)).toBe(false);
      expect(await sessions.list(alice)).toHaveLength(1);
    });

    test('the ID of a session that has ended is free, and nothing old comes back', async () => {
      const store = await openWithAlice(await newDatabase());
      const { sessions, events, idCerts } = store;
      await sessions.add(session(alice, 'one', { tokenHash: sha256('1'), idCert: idCert('aa') }));
      for (const i of range(1, 3))
        await events.append(alice, 'one', { n: 'core', op: '3', d: { i } });
      await sessions.end(alice, 'one', 1500);

      await sessions.add(session(alice, 'one', { tokenHash: sha256('2'), idCert: idCert('bb') }));
      expect(await sessions.byTokenHash(sha256('1'))).toBeUndefined();
      expect(await events.pending(alice, 'one')).toEqual([]);
      expect((await idCerts.currentOf(alice, 'one'))?.serialNumber).toBe('bb');

      await events.append(alice, 'one', { n: 'core', op: '3', d: { new: true } });
      await events.acknowledge(alice, 'one', 3);
      expect(await events.pending(alice, 'one')).toMatchObject([{ d: { new: true } }]);
    });

    test('a certificate that was recorded before cannot start a session', async () => {
      const { sessions } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      for (const sessionId of ['two', 'three']) {
        await expect(
          sessions.add(session(alice, sessionId, { idCert: idCert('aa') })),
        ).rejects.toThrow(IdCertRecordedError);
        await sessions.end(alice, 'one', 1500);
      }
      expect(await sessions.list(alice)).toEqual([]);
      await sessions.add(session(bob, 'one', { idCert: idCert('aa') }));
    });

    test('of many callers that want the same session ID, over two stores, one gets it', async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await openWithAlice(database)];
      for (const round of range(1, 3)) {
        const added = await Promise.allSettled(
          range(1, 10).flatMap((i) =>
            stores.map((store, which) => {
              const name = `${round} ${i} ${which}`;
              return store.sessions.add(
                session(alice, 'one', { tokenHash: sha256(name), idCert: idCert(sha256(name)) }),
              );
            }),
          ),
        );
        const failed = added.filter((result) => result.status === 'rejected');
        expect(failed).toHaveLength(19);
        for (const { reason } of failed) expect(reason).toBeInstanceOf(SessionIdTakenError);
        const ended = await Promise.all(
          range(1, 5).flatMap(() => stores.map((store) => store.sessions.end(alice, 'one', 1500))),
        );
        expect(ended.filter(Boolean)).toHaveLength(1);
        expect(await stores[0]?.idCerts.listValidAt(alice, 1500)).toHaveLength(round);
      }
    });

    test('a change of a session during its end happens before the end or not at all', async () => {
      const database = await newDatabase();
      const [a, b] = [await openWithAlice(database), await openWithAlice(database)];
      for (const round of range(1, 10)) {
        await a.sessions.add(session(alice, 'one', { idCert: idCert(`${round}`) }));
        const upload = { fid: alice, sessionId: 'one', lastResort: false };
        await a.keyPackages.add({ ...upload, keyPackages: keyPackages(5) });
        const results = await Promise.allSettled([
          a.events.append(alice, 'one', { n: 'core', op: '3', d: {} }),
          b.keyPackages.add({ ...upload, keyPackages: keyPackages(2) }),
          b.keyPackages.takeOnePerSession(alice, neverLow),
          b.idCerts.replace({ fid: alice, sessionId: 'one', newCert: idCert(`${round}x`) }, 1400),
          a.sessions.end(alice, 'one', 1500),
          a.keyPackages.takeOnePerSession(alice, neverLow),
          b.events.append(alice, 'one', { n: 'core', op: '3', d: {} }),
          a.keyPackages.add({ ...upload, keyPackages: keyPackages(2) }),
          b.idCerts.replace({ fid: alice, sessionId: 'one', newCert: idCert(`${round}y`) }, 1600),
        ]);
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason.name).toBe('SessionNotFoundError');
        }
        const idCerts = await a.idCerts.listValidAt(alice, 1500);
        expect(idCerts.filter(({ invalidatedAt }) => invalidatedAt === null)).toEqual([]);
        expect(await b.keyPackages.peekOnePerSession(alice)).toEqual([]);
        expect(await b.events.pending(alice, 'one')).toEqual([]);
      }
    });
  });
}
