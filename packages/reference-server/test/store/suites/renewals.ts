import { describe, expect, test } from 'vitest';
import { generateKeyPair } from '../../../src/pki/keys.js';
import { IdentityKeyUsedError, TooManyRenewalsError } from '../../../src/store/errors.js';
import type { RenewalRules } from '../../../src/store/sessions/renewals.js';
import type { Store } from '../../../src/store/store.js';
import {
  alice,
  bob,
  idCert,
  keyPackages,
  openWithAlice,
  range,
  session,
  sha256,
} from '../fixtures.js';

/** How long the former token lives. */
const life = 600;
const hour = 3600;

const newCert = (serialNumber: string, { publicKey } = generateKeyPair()) => ({
  ...idCert(serialNumber),
  publicKey,
});

const rules: RenewalRules = {
  invalidation: (serial, invalidSince) => ({ n: 'core', op: '4', d: { serial, invalidSince } }),
  noKeyPackages: { n: 'p2core', op: '1', d: { remaining: 0 } },
};

export function renewalsSuite(newDatabase: () => Promise<string>): void {
  async function openWithSession(database: string): Promise<Store> {
    const store = await openWithAlice(database);
    const idCertOf = { idCert: idCert('00'), tokenHash: sha256('t0') };
    await store.sessions.add(session(alice, 'one', idCertOf));
    return store;
  }
  /** Renews with a token for a CSR, and gets the token and certificate of that number. */
  const renew = (store: Store, token: string, csr: string, number: number, at = 1000) =>
    store.renewals.renew(
      {
        ...{ fid: alice, sessionId: 'one' },
        tokenHash: sha256(token),
        csrDigest: sha256(csr),
        newTokenHash: sha256(`t${number}`),
        newCert: newCert(`0${number}`),
        sealedAnswer: `answer ${number}`,
      },
      rules,
      at,
    );
  /** Uses a token as a request does. */
  async function use(store: Store, token: string, at = 1000): Promise<boolean> {
    const found = await store.sessions.byTokenHash(sha256(token), at);
    if (found?.unconfirmedRenewal != null) await store.renewals.confirm(found.unconfirmedRenewal);
    return found !== undefined;
  }
  const flags = async (store: Store) =>
    (await store.idCerts.listAll(alice)).map(({ serialNumber, invalidatedAt }) => [
      serialNumber,
      invalidatedAt,
    ]);
  const told = async (store: Store, sessionId: string) =>
    (await store.events.pending(alice, sessionId)).map(({ n, op, d }) => [n, op, d]);

  describe('a renewal (R30)', () => {
    test('replaces certificate and token, deletes the KeyPackages, and sends events to all sessions', async () => {
      const store = await openWithSession(await newDatabase());
      await store.sessions.add(session(alice, 'two'));
      await store.sessions.add(session(bob, 'one'));
      for (const sessionId of ['one', 'two']) {
        for (const lastResort of [false, true]) {
          const upload = { fid: alice, sessionId, lastResort, keyPackages: keyPackages(1) };
          await store.keyPackages.add(upload);
        }
      }
      expect(await renew(store, 't0', 'csr', 1)).toBe('answer 1');
      expect(await flags(store)).toEqual([
        ['00', 1000],
        ['01', null],
      ]);
      expect(await use(store, 't1')).toBe(true);
      expect(await store.keyPackages.peekOnePerSession(alice)).toHaveLength(1);
      expect(await told(store, 'one')).toEqual([['p2core', '1', { remaining: 0 }]]);
      expect(await told(store, 'two')).toEqual([
        ['core', '4', { serial: '00', invalidSince: 1000 }],
      ]);
      expect(await store.events.pending(bob, 'one')).toEqual([]);
    });

    test('leaves the former token alive until the new one is used', async () => {
      const store = await openWithSession(await newDatabase());
      await renew(store, 't0', 'csr', 1);
      for (const _ of range(1, 3)) expect(await use(store, 't0')).toBe(true);
      expect(await use(store, 't1')).toBe(true);
      expect(await use(store, 't0')).toBe(false);
      expect(await renew(store, 't0', 'csr', 2)).toBeUndefined();
      expect(await store.renewals.answerTo(sha256('t0'), sha256('csr'), 1000)).toBeUndefined();
      expect(await use(store, 't1')).toBe(true);
    });

    test('leaves it alive for ten minutes at most', async () => {
      const store = await openWithSession(await newDatabase());
      await renew(store, 't0', 'csr', 1);
      expect(await use(store, 't0', 1000 + life - 1)).toBe(true);
      expect(await use(store, 't0', 1000 + life)).toBe(false);
      expect(await renew(store, 't0', 'csr', 2, 1000 + life)).toBeUndefined();
      expect(
        await store.renewals.answerTo(sha256('t0'), sha256('csr'), 1000 + life),
      ).toBeUndefined();
      expect(await use(store, 't1', 1000 + life)).toBe(true);
    });

    test('of the same ID-CSR with the former token is the same renewal', async () => {
      const store = await openWithSession(await newDatabase());
      expect(await renew(store, 't0', 'csr', 1)).toBe('answer 1');
      expect(await renew(store, 't0', 'csr', 2)).toBe('answer 1');
      expect(await store.renewals.answerTo(sha256('t0'), sha256('csr'), 1000)).toBe('answer 1');
      expect(await flags(store)).toHaveLength(2);
      expect(await use(store, 't2')).toBe(false);
    });

    test('of another ID-CSR with it ends what lies between', async () => {
      const store = await openWithSession(await newDatabase());
      await store.sessions.add(session(alice, 'two'));
      await renew(store, 't0', 'csr', 1);
      expect(await renew(store, 't0', 'other', 2, 1001)).toBe('answer 2');
      expect(await flags(store)).toEqual([
        ['00', 1000],
        ['01', 1001],
        ['02', null],
      ]);
      expect(await use(store, 't1')).toBe(false);
      expect(await use(store, 't0')).toBe(true);
      expect(await renew(store, 't0', 'csr', 3, 1002)).toBe('answer 3');
      expect(await use(store, 't2')).toBe(false);
      expect(await use(store, 't3')).toBe(true);
      expect(await use(store, 't0')).toBe(false);
      expect(await told(store, 'two')).toHaveLength(3);
    });

    test('is followed by one with the new token', async () => {
      const store = await openWithSession(await newDatabase());
      await renew(store, 't0', 'csr', 1);
      expect(await renew(store, 't1', 'csr', 2)).toBe('answer 2');
      expect(await use(store, 't0')).toBe(false);
      expect(await use(store, 't1')).toBe(true);
      expect(await use(store, 't2')).toBe(true);
      expect(await use(store, 't1')).toBe(false);
    });

    test('ends with its session, both tokens alike', async () => {
      const store = await openWithSession(await newDatabase());
      await renew(store, 't0', 'csr', 1);
      await store.sessions.end(alice, 'one', 1001);
      for (const token of ['t0', 't1']) expect(await use(store, token)).toBe(false);
      expect(await renew(store, 't0', 'csr', 2)).toBeUndefined();
      await store.sessions.add(session(alice, 'one', { createdAt: 1002 }));
      expect(await use(store, 't0')).toBe(false);
    });

    test('needs a live token of that session', async () => {
      const store = await openWithSession(await newDatabase());
      await store.sessions.add(session(alice, 'two', { tokenHash: sha256('t9') }));
      for (const token of ['t9', 'no token']) {
        expect(await renew(store, token, 'csr', 1)).toBeUndefined();
      }
      expect(await flags(store)).toEqual([['00', null]]);
    });

    test('refuses a key of another session, and may keep its own (R28)', async () => {
      const store = await openWithSession(await newDatabase());
      const [own, others] = [generateKeyPair(), generateKeyPair()];
      const idCertOfTwo = newCert('10', others);
      await store.sessions.add(session(alice, 'two', { idCert: idCertOfTwo }));
      await store.sessions.end(alice, 'two', 1000);
      const renewWith = (token: string, number: number, pair: typeof own) =>
        store.renewals.renew(
          {
            ...{ fid: alice, sessionId: 'one' },
            tokenHash: sha256(token),
            csrDigest: sha256(pair.publicKey),
            newTokenHash: sha256(`t${number}`),
            newCert: newCert(`0${number}`, pair),
            sealedAnswer: `answer ${number}`,
          },
          rules,
          1000,
        );
      await expect(renewWith('t0', 1, others)).rejects.toThrow(IdentityKeyUsedError);
      expect(await flags(store)).toEqual([
        ['00', null],
        ['10', 1000],
      ]);
      expect(await renewWith('t0', 1, own)).toBe('answer 1');
      expect(await renewWith('t1', 2, own)).toBe('answer 2');
    });

    test("ends both tokens with the session's token (R38, R40)", async () => {
      for (const token of ['t0', 't1']) {
        const store = await openWithSession(await newDatabase());
        await renew(store, 't0', 'csr', 1);
        const tokenHash = sha256(token);
        const ends = store.sessions.endToken({ fid: alice, sessionId: 'one', tokenHash }, 1000);
        expect(await ends).toBe(true);
        for (const each of ['t0', 't1']) expect(await use(store, each)).toBe(false);
      }

      const again = await openWithSession(await newDatabase());
      await renew(again, 't0', 'csr', 1);
      const { idCert } = { idCert: newCert('01') };
      const logIn = { fid: alice, sessionId: 'one', tokenHash: sha256('log-in'), idCert };
      const event = { n: 'core', op: '3', d: {} };
      await again.sessions.logIn({ ...logIn, askHomeAt: null, event }, 1000);
      for (const token of ['t0', 't1']) expect(await use(again, token)).toBe(false);
      expect(await use(again, 'log-in')).toBe(true);
    });

    test('can be had so many times an hour; the same again does not count', async () => {
      const store = await openWithSession(await newDatabase());
      const often = (token: string, csr: string, number: number, at: number) =>
        store.renewals.renew(
          {
            ...{ fid: alice, sessionId: 'one' },
            tokenHash: sha256(token),
            csrDigest: sha256(csr),
            newTokenHash: sha256(`t${number}`),
            newCert: newCert(`0${number}`),
            sealedAnswer: `answer ${number}`,
          },
          { ...rules, mostPerHour: 3 },
          at,
        );
      for (const number of [1, 2, 3]) {
        const before = `t${number - 1}`;
        expect(await often(before, 'csr', number, 1000 + number)).toBe(`answer ${number}`);
        expect(await often(before, 'csr', 9, 1000 + number)).toBe(`answer ${number}`);
      }
      const refused = await often('t3', 'csr', 4, 1100).catch((error) => error);
      expect(refused).toBeInstanceOf(TooManyRenewalsError);
      expect(refused.retryAfter).toBe(1001 + hour - 1100);
      expect(await flags(store)).toHaveLength(4);
      expect(await often('t3', 'csr', 4, 1001 + hour)).toBe('answer 4');
      await expect(often('t4', 'csr', 5, 1001 + hour)).rejects.toThrow(TooManyRenewalsError);
      expect(await often('t4', 'csr', 5, 1002 + hour)).toBe('answer 5');
    });

    test('forgets the answers of former tokens that have run out', async () => {
      const store = await openWithSession(await newDatabase());
      await store.sessions.add(session(alice, 'two', { tokenHash: sha256('u0') }));
      await renew(store, 't0', 'csr', 1);
      const other = {
        ...{ fid: alice, sessionId: 'two' },
        tokenHash: sha256('u0'),
        csrDigest: sha256('csr'),
        newTokenHash: sha256('u1'),
        newCert: newCert('11'),
        sealedAnswer: 'other answer',
      };
      await store.renewals.renew(other, rules, 1000 + life);
      const answers: string[] = [];
      await store.export((line) => {
        const { table, row } = JSON.parse(line);
        if (table === 'renewals') answers.push(row.sealed_answer);
      });
      expect(answers).toEqual([null, 'other answer']);
    });

    test('of many with the same token, over two stores, is one for each ID-CSR, and no answer lies', async () => {
      const database = await newDatabase();
      const stores = [await openWithSession(database), await openWithAlice(database)];
      const answers = await Promise.all(
        range(1, 8).flatMap((number) =>
          stores.map((store, which) => renew(store, 't0', 'csr', number * 2 + which)),
        ),
      );
      expect(new Set(answers).size).toBe(1);
      const [answer] = answers;
      const token = String(answer).replace('answer ', 't');
      expect(await flags(stores[0] as Store)).toHaveLength(2);
      expect(await use(stores[1] as Store, token)).toBe(true);
      expect(await use(stores[0] as Store, 't0')).toBe(false);
    });

    test('that meets the end of its session, a take and an upload happens as a whole or not at all', async () => {
      const database = await newDatabase();
      const [a, b] = [await openWithSession(database), await openWithAlice(database)];
      for (const round of range(1, 6)) {
        const upload = { fid: alice, sessionId: 'one', lastResort: false };
        await a.keyPackages.add({ ...upload, keyPackages: keyPackages(5) });
        const at = 1000 + round;
        const token = `t${round - 1}`;
        const [answer] = await Promise.all([
          renew(a, token, `${round}`, round, at),
          b.keyPackages
            .add({
              ...upload,
              keyPackages: keyPackages(2),
              idCert: idCert(`0${round - 1}`).certificate,
            })
            .catch(({ name }) => expect(name).toBe('IdCertReplacedError')),
          b.keyPackages.takeOnePerSession(alice, {
            threshold: -1,
            event: () => rules.noKeyPackages,
          }),
          use(b, token, at),
        ]);
        expect(answer).toBe(`answer ${round}`);
        expect(await b.keyPackages.peekOnePerSession(alice)).toEqual([]);
        expect(await flags(b)).toHaveLength(round + 1);
      }
      const [answer] = await Promise.all([
        renew(a, 't6', 'last', 7, 1010),
        b.sessions.end(alice, 'one', 1010),
      ]);
      expect([undefined, 'answer 7']).toContain(answer);
      expect((await flags(a)).filter(([, at]) => at === null)).toEqual([]);
      for (const number of range(0, 7)) expect(await use(a, `t${number}`)).toBe(false);
    });
  });
}
