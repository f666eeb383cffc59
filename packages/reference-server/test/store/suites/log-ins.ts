import { describe, expect, test } from 'vitest';
import { generateKeyPair } from '../../../src/pki/keys.js';
import {
  ActorGoneError,
  IdCertInvalidatedError,
  IdentityKeyUsedError,
  SessionIdTakenError,
  TooManyIdCertsError,
  TooManySessionsError,
} from '../../../src/store/errors.js';
import type { StoredIdCert } from '../../../src/store/id-certs/id-certs.js';
import type { Store } from '../../../src/store/store.js';
import {
  alice,
  announcement,
  bob,
  idCert,
  identity,
  open,
  openWithAlice,
  range,
  sha256,
} from '../fixtures.js';

const at = 1_800_000_000;
const event = { n: 'core', op: '3', d: { cert: 'new' } };

function newKey(): string {
  return generateKeyPair().publicKey;
}

let made = 0;

function trust(
  { sessions }: Store,
  sessionId: string,
  {
    fid = alice,
    publicKey = newKey(),
    most = 100,
    token = `token ${++made}`,
    cert = {} as Partial<StoredIdCert>,
  } = {},
) {
  const serial = (++made).toString(16);
  return sessions.trust({
    ...{ fid, sessionId, createdAt: at, most, event },
    tokenHash: sha256(token),
    idCert: { ...idCert(serial), publicKey, ...cert },
  });
}

function logIn(
  { sessions }: Store,
  sessionId: string,
  token: string,
  cert: StoredIdCert,
  { fid = bob, time = at, mostPerDay }: { fid?: string; time?: number; mostPerDay?: number } = {},
) {
  const tokenHash = sha256(token);
  const more = { askHomeAt: time + 100, mostPerDay, event };
  return sessions.logIn({ fid, sessionId, tokenHash, idCert: cert, ...more }, time);
}

export function logInsSuite(newDatabase: () => Promise<string>): void {
  describe('trusted sessions', () => {
    test('begin with a certificate, and the other sessions are told', async () => {
      const store = await openWithAlice(await newDatabase());
      await trust(store, 'one');
      await trust(store, 'two');
      await trust(store, 'three', { token: 't3' });
      const told = async (id: string) => (await store.events.pending(alice, id)).length;
      expect([await told('one'), await told('two'), await told('three')]).toEqual([2, 1, 0]);
      expect(await store.events.pending(alice, 'two')).toEqual([{ ...event, s: '1' }]);
      expect((await store.sessions.byTokenHash(sha256('t3')))?.sessionId).toBe('three');
      expect(await store.idCerts.currentOf(alice, 'three')).toBeDefined();
    });

    test('of many that want one ID, over two stores, one begins', async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await open(database)] as const;
      const results = await Promise.allSettled(
        range(1, 20).map((n) => trust(stores[n % 2] as Store, 'one')),
      );
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(19);
      for (const { reason } of refused) expect(reason).toBeInstanceOf(SessionIdTakenError);
      expect(await stores[0].idCerts.listAll(alice)).toHaveLength(1);
    });

    test('of many with one key, over two stores and two actors, one begins', async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await open(database)] as const;
      const carol = 'carol@home.example.com';
      await stores[0].actors.add(carol, 0);
      const publicKey = newKey();
      const results = await Promise.allSettled(
        range(1, 20).map((n) =>
          trust(stores[n % 2] as Store, `s${n}`, { fid: n % 4 < 2 ? alice : carol, publicKey }),
        ),
      );
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(19);
      for (const { reason } of refused) expect(reason).toBeInstanceOf(IdentityKeyUsedError);
    });

    test('begin beside rotations of the key that signs in the same second', async () => {
      const store = await openWithAlice(await newDatabase());
      const { serverIdentities } = store;
      await serverIdentities.add(identity('0', at));
      const cert = { notBefore: at, signedBy: '0' };
      await trust(store, 'first', { cert });
      const results = await Promise.allSettled(
        range(1, 30).flatMap<Promise<unknown>>((n) => [
          trust(store, `s${n}`, { cert }),
          serverIdentities.rotate(async () => identity(`r${n}`, at), announcement),
        ]),
      );
      expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    });

    test('a key of before stays with its session, which may end and begin again', async () => {
      const store = await openWithAlice(await newDatabase());
      const publicKey = newKey();
      await trust(store, 'one', { publicKey });
      await store.sessions.end(alice, 'one', at);
      await expect(trust(store, 'two', { publicKey })).rejects.toThrow(IdentityKeyUsedError);
      await trust(store, 'one', { publicKey });
    });

    test('are limited in number for each actor, also where many begin at once', async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await open(database)] as const;
      const results = await Promise.allSettled(
        range(1, 12).map((n) => trust(stores[n % 2] as Store, `s${n}`, { most: 5 })),
      );
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(7);
      for (const { reason } of refused) expect(reason).toBeInstanceOf(TooManySessionsError);
      const live = await stores[0].sessions.list(alice);
      expect(live).toHaveLength(5);
      const told = await Promise.all(
        live.map(
          async ({ sessionId }) => (await stores[0].events.pending(alice, sessionId)).length,
        ),
      );
      expect(told.toSorted()).toEqual([0, 1, 2, 3, 4]);
      await stores[0].sessions.end(alice, live[0]?.sessionId ?? '', at);
      await trust(stores[1], 'more', { most: 5 });
    });

    test('end with the actor, whose name stays used and whose certificates stay listed', async () => {
      const store = await openWithAlice(await newDatabase());
      await trust(store, 'one', { token: 't' });
      await trust(store, 'two');
      expect(await store.actors.setPassword(alice, '$argon2id$x')).toBe(true);
      expect(await store.actors.remove(alice, at)).toBe(2);
      expect(await store.actors.remove(alice, at)).toBeUndefined();
      expect(await store.actors.remove(bob, at)).toBeUndefined();
      expect(await store.sessions.byTokenHash(sha256('t'))).toBeUndefined();
      expect(await store.actors.exists(alice)).toBe(true);
      expect(await store.actors.isActive(alice)).toBe(false);
      expect(await store.actors.passwordHash(alice)).toBeUndefined();
      expect(await store.actors.setPassword(alice, '$argon2id$y')).toBe(false);
      expect(await store.actors.add(alice, at)).toBe(false);
      const invalidated = (await store.idCerts.listAll(alice)).map((each) => each.invalidatedAt);
      expect(invalidated).toEqual([at, at]);
      await expect(trust(store, 'three')).rejects.toThrow(ActorGoneError);
      expect(await store.actors.list()).toMatchObject([
        { fid: alice, hasPassword: false, removedAt: at },
      ]);
    });

    test('of a removal and many that begin, none survives', async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await open(database)] as const;
      await Promise.allSettled([
        ...range(1, 5).map((n) => trust(stores[n % 2] as Store, `a${n}`)),
        stores[1].actors.remove(alice, at),
        ...range(1, 5).map((n) => trust(stores[n % 2] as Store, `b${n}`)),
      ]);
      expect(await stores[0].sessions.list(alice, at)).toEqual([]);
    });
  });

  describe('log-ins', () => {
    test('the first begins a session, and the other sessions are told', async () => {
      const store = await open(await newDatabase());
      await logIn(store, 'one', 't1', idCert('aa'));
      await logIn(store, 'two', 't2', idCert('bb'));
      expect(await store.events.pending(bob, 'one')).toEqual([{ ...event, s: '1' }]);
      expect(await store.events.pending(bob, 'two')).toEqual([]);
      expect(await store.sessions.byTokenHash(sha256('t1'))).toMatchObject({
        fid: bob,
        sessionId: 'one',
        endsAt: 4e9,
        askHomeAt: at + 100,
      });
      expect(await store.actors.exists(bob)).toBe(false);
    });

    test('the next ends only the former token, and sends no event', async () => {
      const store = await open(await newDatabase());
      await logIn(store, 'two', 't', idCert('bb'));
      await logIn(store, 'one', 't1', idCert('aa'));
      await store.events.append(bob, 'one', event);
      await logIn(store, 'one', 't2', idCert('aa'), { time: at + 1 });
      expect(await store.sessions.byTokenHash(sha256('t1'))).toBeUndefined();
      expect((await store.sessions.byTokenHash(sha256('t2')))?.askHomeAt).toBe(at + 101);
      expect(await store.events.pending(bob, 'one')).toHaveLength(1);
      expect(await store.events.pending(bob, 'two')).toHaveLength(1);
      expect(await store.idCerts.listAll(bob)).toHaveLength(2);
    });

    test('with another certificate, the former one is invalidated and does not come back', async () => {
      const store = await open(await newDatabase());
      await logIn(store, 'one', 't1', idCert('aa'));
      await logIn(store, 'one', 't2', idCert('bb', 1000, 3e9), { time: at + 1 });
      expect((await store.idCerts.currentOf(bob, 'one'))?.serialNumber).toBe('bb');
      expect((await store.sessions.byTokenHash(sha256('t2')))?.endsAt).toBe(3e9);
      expect(await store.idCerts.isInvalidated(bob, idCert('aa'))).toBe(true);
      expect(await store.idCerts.isInvalidated(bob, idCert('bb', 1000, 3e9))).toBe(false);
      await expect(logIn(store, 'one', 't3', idCert('aa'))).rejects.toThrow(IdCertInvalidatedError);
      expect(await store.sessions.byTokenHash(sha256('t2'))).toBeDefined();
      expect(await store.sessions.byTokenHash(sha256('t3'))).toBeUndefined();
    });

    test('an ended session does not come back with its certificate, but with a new one', async () => {
      const store = await open(await newDatabase());
      await logIn(store, 'one', 't1', idCert('aa'));
      await store.sessions.end(bob, 'one', at);
      await expect(logIn(store, 'one', 't2', idCert('aa'))).rejects.toThrow(IdCertInvalidatedError);
      await logIn(store, 'one', 't3', idCert('bb'));
      expect(await store.sessions.byTokenHash(sha256('t3'))).toBeDefined();
    });

    test('beside the end of their session, either succeed or find the certificate invalidated', async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)] as const;
      const refused: unknown[] = [];
      for (const n of range(1, 12)) {
        const [sessionId, cert] = [`s${n}`, idCert(`a${n}`)];
        await logIn(stores[0], sessionId, `first ${n}`, cert);
        const again = range(1, 3).map((m) => logIn(stores[1], sessionId, `again ${n} ${m}`, cert));
        const [, ...results] = await Promise.allSettled([
          stores[0].sessions.end(bob, sessionId, at),
          ...again,
        ]);
        for (const result of results) if (result.status === 'rejected') refused.push(result.reason);
        expect(await stores[0].sessions.byTokenHash(sha256(`again ${n} 3`))).toBeUndefined();
      }
      expect(refused.filter((error) => !(error instanceof IdCertInvalidatedError))).toEqual([]);
    });

    test('many at once, over two stores, leave one token', async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)] as const;
      await Promise.all(
        range(1, 20).map((n) => logIn(stores[n % 2] as Store, 'one', `t${n}`, idCert('aa'))),
      );
      const found = await Promise.all(
        range(1, 20).map((n) => stores[0].sessions.byTokenHash(sha256(`t${n}`))),
      );
      expect(found.filter(Boolean)).toHaveLength(1);
      expect(await stores[0].idCerts.listAll(bob)).toHaveLength(1);
    });

    test('a certificate that has just run out is taken, as often as it comes', async () => {
      const store = await open(await newDatabase());
      const cert = idCert('aa', 1000, at - 30);
      await logIn(store, 'one', 't1', cert);
      await logIn(store, 'one', 't2', cert, { time: at + 1 });
      expect((await store.sessions.byTokenHash(sha256('t2')))?.endsAt).toBe(at - 30);
      expect(await store.idCerts.listAll(bob)).toHaveLength(1);
    });

    test('bring only so many new certificates a day', async () => {
      const store = await open(await newDatabase());
      for (const n of range(1, 3)) {
        await logIn(store, 'one', `t${n}`, idCert(`a${n}`), { mostPerDay: 3 });
      }
      await expect(logIn(store, 'one', 't4', idCert('a4'), { mostPerDay: 3 })).rejects.toThrow(
        TooManyIdCertsError,
      );
      await logIn(store, 'one', 't5', idCert('a3'), { mostPerDay: 3 });
    });
  });

  describe('a token', () => {
    const token = (text: string) => ({ fid: bob, sessionId: 'one', tokenHash: sha256(text) });

    test('ends alone, and the next log-in gives another', async () => {
      const store = await open(await newDatabase());
      await logIn(store, 'one', 't1', idCert('aa'));
      await store.events.append(bob, 'one', event);
      expect(await store.sessions.endToken(token('t1'))).toBe(true);
      expect(await store.sessions.byTokenHash(sha256('t1'))).toBeUndefined();
      expect(await store.sessions.list(bob, at)).toHaveLength(1);
      expect(await store.idCerts.currentOf(bob, 'one')).toBeDefined();
      await logIn(store, 'one', 't2', idCert('aa'));
      expect(await store.events.pending(bob, 'one')).toHaveLength(1);
    });

    test('does not end once more, nor what came after it', async () => {
      const store = await open(await newDatabase());
      await logIn(store, 'one', 't1', idCert('aa'));
      await logIn(store, 'one', 't2', idCert('aa'));
      expect(await store.sessions.endToken(token('t1'))).toBe(false);
      expect(await store.sessions.byTokenHash(sha256('t2'))).toBeDefined();
      expect(await store.sessions.endToken(token('t2'))).toBe(true);
      expect(await store.sessions.endToken(token('t2'))).toBe(false);
      expect(await store.sessions.endToken({ ...token('t2'), sessionId: 'two' })).toBe(false);
    });
  });
}
