import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ServerIdentity } from '../../../src/store/server-identities/identity-rows.js';
import type { Store } from '../../../src/store/store.js';
import { alice, announcement, bob, idCert, identity, open, range, session } from '../fixtures.js';

export function serverIdentitiesSuite(newDatabase: () => Promise<string>): void {
  async function announced(store: Store, fid = alice, sessionId = 'one'): Promise<unknown[]> {
    return (await store.events.pending(fid, sessionId)).map(({ d }) => d.serialNumber);
  }

  describe('server identities', () => {
    test('before the first there is none', async () => {
      const { serverIdentities } = await open(await newDatabase());
      expect(await serverIdentities.current()).toBeUndefined();
      expect(await serverIdentities.at(2 ** 53 - 1)).toBeUndefined();
    });

    test('are kept as they are', async () => {
      const { serverIdentities } = await open(await newDatabase());
      const first = { ...identity('0a'), notBefore: 0, notAfter: 2 ** 53 - 1, currentFrom: 17 };
      await serverIdentities.add(first);
      expect(await serverIdentities.current()).toEqual(first);
    });

    test.each([
      [0, undefined],
      [999, undefined],
      [1000, 'a'],
      [1999, 'a'],
      [2000, 'c'],
      [2001, 'c'],
      [2999, 'c'],
      [3000, 'd'],
      [2 ** 53 - 1, 'd'],
    ])('at %i it is %s', async (time, serialNumber) => {
      const { serverIdentities } = await open(await newDatabase());
      const added: [string, number][] = [
        ['a', 1000],
        ['b', 2000],
        ['c', 2000],
        ['d', 3000],
      ];
      for (const [name, currentFrom] of added) {
        await serverIdentities.add(identity(name, currentFrom));
      }
      expect((await serverIdentities.at(time))?.serialNumber).toBe(serialNumber);
      expect((await serverIdentities.current())?.serialNumber).toBe('d');
    });

    test('a serial number is used once', async () => {
      const { serverIdentities } = await open(await newDatabase());
      await serverIdentities.add(identity('a'));
      await expect(serverIdentities.add(identity('a', 2000))).rejects.toThrow();
      expect((await serverIdentities.current())?.currentFrom).toBe(1000);
    });

    test('the first is made once', async () => {
      const { serverIdentities } = await open(await newDatabase());
      const made: string[] = [];
      const make = (name: string) => async () => {
        made.push(name);
        return identity(name);
      };
      expect(await serverIdentities.ensureFirst(make('a'))).toEqual(identity('a'));
      expect(await serverIdentities.ensureFirst(make('b'))).toEqual(identity('a'));
      await serverIdentities.rotate(make('c'));
      expect((await serverIdentities.ensureFirst(make('d'))).serialNumber).toBe('c');
      expect(made).toEqual(['a', 'c']);
    });

    test('a first one that fails stores none', async () => {
      const { serverIdentities } = await open(await newDatabase());
      const fail = () => Promise.reject(new Error('no entropy'));
      await expect(serverIdentities.ensureFirst(fail)).rejects.toThrow('no entropy');
      expect(await serverIdentities.current()).toBeUndefined();
      expect(await serverIdentities.ensureFirst(async () => identity('a'))).toEqual(identity('a'));
    });

    test('a rotation sees the identity before it, and tells every live session (R19)', async () => {
      const store = await open(await newDatabase());
      const { serverIdentities, sessions, events } = store;
      await sessions.add(session(alice, 'one'));
      await sessions.add(session(alice, 'ended'));
      await sessions.add(session(bob, 'one'));
      await sessions.end(alice, 'ended', 5);
      await events.append(bob, 'one', { n: 'core', op: '3', d: { serialNumber: 'earlier' } });

      const seen: (ServerIdentity | undefined)[] = [];
      for (const [name, currentFrom] of [
        ['a', 1000],
        ['b', 2000],
        ['c', 2000],
      ] as const) {
        const made = await serverIdentities.rotate(async (current) => {
          seen.push(current);
          return identity(name, currentFrom);
        }, announcement);
        expect(made).toEqual(identity(name, currentFrom));
        expect(await serverIdentities.current()).toEqual(made);
      }
      expect(seen.map((current) => current?.serialNumber)).toEqual([undefined, 'a', 'b']);
      await sessions.add(session(alice, 'new'));

      expect(await announced(store, alice, 'one')).toEqual(['a', 'b', 'c']);
      expect(await announced(store, bob, 'one')).toEqual(['earlier', 'a', 'b', 'c']);
      expect(await announced(store, alice, 'ended')).toEqual([]);
      expect(await announced(store, alice, 'new')).toEqual([]);
      expect((await events.pending(bob, 'one')).map(({ s }) => s)).toEqual(['1', '2', '3', '4']);
      expect(await events.append(alice, 'one', { n: 'core', op: '3', d: {} })).toBe(4);
    });

    test('a rotation without an announcement sends no events', async () => {
      const store = await open(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.serverIdentities.rotate(async () => identity('a'));
      expect(await announced(store)).toEqual([]);
    });

    test('a rotation keeps the bound of the queues', { timeout: 60_000 }, async () => {
      const store = await open(await newDatabase());
      for (const fid of [alice, bob]) await store.sessions.add(session(fid, 'one'));
      for (const i of range(1, 1000)) {
        await store.events.append(alice, 'one', { n: 'core', op: '3', d: { i } });
      }
      await store.serverIdentities.rotate(async () => identity('a'), announcement);
      const numbers = (await store.events.pending(alice, 'one')).map(({ s }) => Number(s));
      expect(numbers).toEqual(range(2, 1001));
      expect(await announced(store, bob)).toEqual(['a']);
    });

    test('a clock that goes back does not bring an older identity back', async () => {
      const { serverIdentities } = await open(await newDatabase());
      await serverIdentities.rotate(async () => identity('a', 2000));
      const second = await serverIdentities.rotate(async () => identity('b', 1000));
      expect(second.currentFrom).toBe(2000);
      expect(await serverIdentities.current()).toEqual(second);
      expect(await serverIdentities.at(2000)).toEqual(second);
    });

    test('an identity that has signed in its first second keeps that second for itself', async () => {
      const { serverIdentities, sessions } = await open(await newDatabase());
      const rotate = (name: string) => serverIdentities.rotate(async () => identity(name, 1000));
      await rotate('a');
      await rotate('b');
      await sessions.add({ ...session(alice, 'one'), idCert: idCert('01', 1000) });
      await rotate('c');
      await rotate('d');
      const found = await Promise.all([1000, 1001].map((time) => serverIdentities.at(time)));
      expect(found.map((one) => one?.serialNumber)).toEqual(['b', 'd']);
    });

    test.each([
      ['the identity cannot be made', () => Promise.reject(new Error('refused')), announcement],
      [
        'the event cannot be made',
        async () => identity('b'),
        () => {
          throw new Error('refused');
        },
      ],
    ])('a rotation has not happened when %s', async (_, make, announce) => {
      const store = await open(await newDatabase());
      await store.serverIdentities.ensureFirst(async () => identity('a'));
      await store.sessions.add(session(alice, 'one'));
      await expect(store.serverIdentities.rotate(make, announce)).rejects.toThrow('refused');
      expect((await store.serverIdentities.current())?.serialNumber).toBe('a');
      expect(await announced(store)).toEqual([]);
      await store.serverIdentities.rotate(async () => identity('b'), announcement);
      expect(await announced(store)).toEqual(['b']);
    });

    test('rotations at once, over two stores, all happen one after the other', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)];
      const store = stores[0] as Store;
      await store.sessions.add(session(alice, 'one'));
      const order: [string | undefined, string][] = [];
      let running = 0;
      const rotated = await Promise.all(
        range(1, 12).flatMap((i) =>
          stores.map(({ serverIdentities }, which) =>
            serverIdentities.rotate(async (current) => {
              expect(++running).toBe(1);
              await sleep(1);
              running--;
              const name = `${i} ${which}`;
              order.push([current?.serialNumber, name]);
              return identity(name, 1000 + i);
            }, announcement),
          ),
        ),
      );
      expect(new Set(rotated.map(({ serialNumber }) => serialNumber)).size).toBe(24);
      const names = order.map(([, name]) => name);
      expect(order.map(([before]) => before)).toEqual([undefined, ...names.slice(0, -1)]);
      expect(await announced(store)).toEqual(names);
      expect((await store.serverIdentities.current())?.serialNumber).toBe(names.at(-1));
    });

    test('simultaneous rotations, new sessions, ends and events do not block each other', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)];
      for (const i of range(1, 8)) await stores[0]?.sessions.add(session(alice, `old ${i}`));
      await Promise.all(
        range(1, 8).flatMap((i) =>
          stores.flatMap(({ serverIdentities, sessions, events }, which) => [
            serverIdentities.rotate(async () => identity(`${i} ${which}`), announcement),
            sessions.add(session(bob, `${i} ${which}`)),
            which === 0 ? sessions.end(alice, `old ${i}`, 5) : sessions.list(alice),
            events
              .append(alice, `old ${9 - i}`, { n: 'core', op: '3', d: {} })
              .catch((error) => expect(error.name).toBe('SessionNotFoundError')),
          ]),
        ),
      );
      for (const { sessionId } of (await stores[0]?.sessions.list(bob)) ?? []) {
        const numbers = ((await stores[0]?.events.pending(bob, sessionId)) ?? []).map(({ s }) =>
          Number(s),
        );
        expect(numbers).toEqual(range(1, numbers.length));
        const next = await stores[1]?.events.append(bob, sessionId, { n: 'core', op: '3', d: {} });
        expect(next).toBe(numbers.length + 1);
      }
    });
  });
}
