import { describe, expect, test } from 'vitest';
import { SessionNotFoundError } from '../../../src/store/errors.js';
import { maxQueuedEvents } from '../../../src/store/events/event-queue.js';
import type { Store } from '../../../src/store/store.js';
import { alice, announcement, bob, identity, open, range, session } from '../fixtures.js';

export function eventsSuite(newDatabase: () => Promise<string>): void {
  const event = (i: number) => ({ n: 'core', op: '3', d: { i } });

  describe('events', () => {
    test('are numbered from 1 for each session, and wait in order', async () => {
      const { sessions, events } = await open(await newDatabase());
      await sessions.add(session(alice, 'one'));
      await sessions.add(session(alice, 'two'));
      await sessions.add(session(bob, 'one'));
      for (const i of range(1, 12)) expect(await events.append(alice, 'one', event(i))).toBe(i);
      expect(await events.append(alice, 'two', event(0))).toBe(1);
      expect(await events.pending(alice, 'one')).toEqual(
        range(1, 12).map((i) => ({ ...event(i), s: String(i) })),
      );
      expect(await events.pending(alice, 'two')).toHaveLength(1);
      expect(await events.pending(bob, 'one')).toEqual([]);
    });

    test.each([
      [{}],
      [{ text: '\u0000 ä😀 "\\', list: [1, null, { deep: [[]] }], big: 2 ** 53 - 1, no: false }],
      [{ sessionId: 'x', some_snake_case: 1, someCamelCase: 2 }],
      [{ long: 'x'.repeat(70_000) }],
    ])('keep their data unchanged (%#)', async (d) => {
      const { sessions, events } = await open(await newDatabase());
      await sessions.add(session(alice, 'one'));
      await events.append(alice, 'one', { n: 'org.example', op: '65535', d });
      expect(await events.pending(alice, 'one')).toEqual([
        { n: 'org.example', op: '65535', d, s: '1' },
      ]);
    });

    test('leave the queue when they are acknowledged, and not before (R16)', async () => {
      const { sessions, events } = await open(await newDatabase());
      await sessions.add(session(alice, 'one'));
      await sessions.add(session(alice, 'two'));
      for (const i of range(1, 5)) await events.append(alice, 'one', event(i));
      await events.append(alice, 'two', event(1));
      const numbers = async () => (await events.pending(alice, 'one')).map(({ s }) => Number(s));

      expect(await numbers()).toEqual([1, 2, 3, 4, 5]);
      for (const [upToS, left] of [
        [0, [1, 2, 3, 4, 5]],
        [2, [3, 4, 5]],
        [2, [3, 4, 5]],
        [1, [3, 4, 5]],
        [99, []],
      ] as const) {
        await events.acknowledge(alice, 'one', upToS);
        expect(await numbers()).toEqual(left);
      }
      expect(await events.append(alice, 'one', event(6))).toBe(6);
      expect(await numbers()).toEqual([6]);
      expect(await events.pending(alice, 'two')).toHaveLength(1);
    });

    test.each([1, 2, 7])('a queue of %i drops its oldest', async (limit) => {
      const { sessions, events } = await open(await newDatabase());
      await sessions.add(session(alice, 'one'));
      for (const i of range(1, 10))
        expect(await events.append(alice, 'one', event(i), limit)).toBe(i);
      const numbers = (await events.pending(alice, 'one')).map(({ s }) => Number(s));
      expect(numbers).toEqual(range(11 - limit, 10));
    });

    test(`a queue holds ${maxQueuedEvents} events where no limit is given`, {
      timeout: 60_000,
    }, async () => {
      const { sessions, events } = await open(await newDatabase());
      await sessions.add(session(alice, 'one'));
      for (const i of range(1, maxQueuedEvents + 3)) await events.append(alice, 'one', event(i));
      const numbers = (await events.pending(alice, 'one')).map(({ s }) => Number(s));
      expect(numbers).toEqual(range(4, maxQueuedEvents + 3));
    });

    const rotate = (store: Store, name: string) =>
      store.serverIdentities.rotate(async () => identity(name), announcement);
    const numbers = async (store: Store) =>
      (await store.events.pending(alice, 'one')).map(({ s }) => Number(s));

    test('an event to all sessions keeps the number that it was told with', async () => {
      const store = await open(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.events.append(alice, 'one', event(1));
      await rotate(store, 'a');
      await rotate(store, 'b');
      const told = await store.events.pending(alice, 'one');
      expect(told.map(({ s, op }) => [s, op])).toEqual([
        ['1', '3'],
        ['2', '6'],
        ['3', '6'],
      ]);
      expect(await store.events.append(alice, 'one', event(2))).toBe(4);
      await rotate(store, 'c');
      expect((await store.events.pending(alice, 'one')).slice(0, 3)).toEqual(told);
      await store.events.acknowledge(alice, 'one', 2);
      expect(await numbers(store)).toEqual([3, 4, 5]);
      await store.events.acknowledge(alice, 'one', 5);
      expect(await numbers(store)).toEqual([]);
      await rotate(store, 'd');
      expect(await numbers(store)).toEqual([6]);
    });

    test('a session gets no broadcast from before its beginning, nor the numbers of an older session', async () => {
      const store = await open(await newDatabase());
      await rotate(store, 'a');
      await store.sessions.add(session(alice, 'one'));
      expect(await numbers(store)).toEqual([]);
      await rotate(store, 'b');
      await rotate(store, 'c');
      expect(await numbers(store)).toEqual([1, 2]);
      await store.sessions.end(alice, 'one', 5);
      await store.sessions.add(session(alice, 'one'));
      expect(await numbers(store)).toEqual([]);
      expect(await store.events.append(alice, 'one', event(1))).toBe(3);
    });

    test('events to all sessions are bounded like the others, and leave a gap', async () => {
      const store = await open(await newDatabase());
      await store.sessions.add(session(alice, 'one'));
      await store.events.append(alice, 'one', event(1));
      for (const i of range(1, maxQueuedEvents + 5)) await rotate(store, `${i}`);
      expect(await numbers(store)).toEqual(range(7, maxQueuedEvents + 6));
      expect(await store.events.append(alice, 'one', event(2))).toBe(maxQueuedEvents + 7);
      expect(await numbers(store)).toEqual(range(8, maxQueuedEvents + 7));
    });

    test('only a live session has a queue', async () => {
      const { sessions, events } = await open(await newDatabase());
      await expect(events.append(alice, 'one', event(1))).rejects.toThrow(SessionNotFoundError);
      expect(await events.pending(alice, 'one')).toEqual([]);
      await sessions.add(session(alice, 'one'));
      await sessions.end(alice, 'one', 5);
      await expect(events.append(alice, 'one', event(1))).rejects.toThrow(SessionNotFoundError);
      await events.acknowledge(alice, 'one', 5);
      expect(await events.pending(alice, 'one')).toEqual([]);
    });

    test('appended at once, over two stores, they are numbered without gaps', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)];
      await stores[0]?.sessions.add(session(alice, 'one'));
      const appended = await Promise.all(
        range(1, 50).flatMap((i) =>
          stores.map((store) => store.events.append(alice, 'one', event(i))),
        ),
      );
      expect(appended.sort((a, b) => a - b)).toEqual(range(1, 100));
      const pending = (await stores[1]?.events.pending(alice, 'one')) ?? [];
      expect(pending.map(({ s }) => Number(s))).toEqual(range(1, 100));
    });

    test('appended while others are acknowledged, none is lost or told twice', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const [writer, reader] = [await open(database), await open(database)];
      await writer.sessions.add(session(alice, 'one'));
      let writing = true;
      const told: number[] = [];
      const read = async () => {
        while (writing || (await reader.events.pending(alice, 'one')).length > 0) {
          const pending = await reader.events.pending(alice, 'one');
          const last = pending.at(-1);
          if (last !== undefined) await reader.events.acknowledge(alice, 'one', Number(last.s));
          told.push(...pending.map(({ s }) => Number(s)));
          await new Promise(setImmediate);
        }
      };
      const write = async () => {
        await Promise.all(range(1, 100).map((i) => writer.events.append(alice, 'one', event(i))));
        writing = false;
      };
      await Promise.all([write(), read()]);
      expect(told).toEqual(range(1, 100));
    });

    test('appended while others go to all sessions, a number belongs to one event for good', {
      timeout: 60_000,
    }, async () => {
      const database = await newDatabase();
      const [writer, rotator, reader] = await Promise.all([1, 2, 3].map(() => open(database)));
      await writer?.sessions.add(session(alice, 'one'));
      let writing = 2;
      const seen = new Map<string, string>();
      const changed: string[] = [];
      const write = async () => {
        for (const i of range(1, 150)) await writer?.events.append(alice, 'one', event(i));
        writing -= 1;
      };
      const tellAll = async () => {
        for (const i of range(1, 60)) await rotate(rotator as Store, `all-${i}`);
        writing -= 1;
      };
      const read = async () => {
        while (writing > 0) {
          for (const { s, ...rest } of (await reader?.events.pending(alice, 'one')) ?? []) {
            const content = JSON.stringify(rest);
            if ((seen.get(s) ?? content) !== content) changed.push(s);
            seen.set(s, content);
          }
          await new Promise(setImmediate);
        }
      };
      await Promise.all([write(), tellAll(), read(), read()]);
      expect(changed).toEqual([]);
      expect(await numbers(reader as Store)).toEqual(range(1, 210));
    });
  });
}
