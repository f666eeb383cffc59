import { describe, expect, test } from 'vitest';
import { open, range } from '../fixtures.js';

export function settingsSuite(newDatabase: () => Promise<string>): void {
  describe('settings', () => {
    test('a key that was never set has no value', async () => {
      const { settings } = await open(await newDatabase());
      expect(await settings.get('domain')).toBeUndefined();
    });

    test.each(['home.example.com', '', 'ä€😀', 'a\nb "c" \\ \'d\'', 'x'.repeat(100_000)])(
      'keeps the value %j',
      async (value) => {
        const { settings } = await open(await newDatabase());
        await settings.set('domain', 'before');
        await settings.set('domain', value);
        expect(await settings.get('domain')).toBe(value);
        expect(await settings.get('Domain')).toBeUndefined();
      },
    );

    test('setOnce keeps the first value', async () => {
      const { settings } = await open(await newDatabase());
      expect(await settings.setOnce('domain', 'first')).toBe('first');
      expect(await settings.setOnce('domain', 'second')).toBe('first');
      expect(await settings.get('domain')).toBe('first');
    });

    test('setOnce does not change what set has written', async () => {
      const { settings } = await open(await newDatabase());
      await settings.set('domain', 'set');
      expect(await settings.setOnce('domain', 'once')).toBe('set');
    });

    test('delete removes a value, and accepts that there is none', async () => {
      const { settings } = await open(await newDatabase());
      await settings.set('domain', 'gone');
      for (let i = 0; i < 2; i++) await settings.delete('domain');
      expect(await settings.get('domain')).toBeUndefined();
    });

    test('of many callers of setOnce, over two stores, one wins', async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)];
      const values = await Promise.all(
        range(1, 20).flatMap((i) =>
          stores.map((store) => store.settings.setOnce('domain', `${i}`)),
        ),
      );
      expect(new Set(values).size).toBe(1);
      expect(await stores[0]?.settings.get('domain')).toBe(values[0]);
    });
  });
}
