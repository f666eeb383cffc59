import { describe, expect, test } from 'vitest';
import { open, range } from '../fixtures.js';

export function challengesSuite(newDatabase: () => Promise<string>): void {
  describe('used challenges', () => {
    test('of many callers with one challenge, over two stores, one uses it up', async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)];
      const used = await Promise.all(
        range(1, 20).flatMap(() =>
          stores.map(({ usedChallenges }) => usedChallenges.useUp('aa', 2000, 1900)),
        ),
      );
      expect(used.filter(Boolean)).toHaveLength(1);
    });

    test('is kept until no process accepts it, and not much longer', async () => {
      const database = await newDatabase();
      const { usedChallenges } = await open(database);
      const use = (nonce: string, at: number) => usedChallenges.useUp(nonce, 2000, at);
      for (const nonce of ['aa', 'bb']) expect(await use(nonce, 1900)).toBe(true);
      await usedChallenges.useUp('cc', 9000, 2600);
      expect(await use('aa', 2600)).toBe(false);
      await usedChallenges.useUp('dd', 9000, 2601);
      expect(await use('aa', 2601)).toBe(true);
    });

    test('many that have run out at once go little by little', async () => {
      const { usedChallenges } = await open(await newDatabase());
      for (const n of range(1, 40)) await usedChallenges.useUp(`old ${n}`, 1000, 1000);
      for (const n of range(1, 3)) await usedChallenges.useUp(`new ${n}`, 9000, 5000);
      for (const n of range(1, 40)) {
        expect(await usedChallenges.useUp(`old ${n}`, 9000, 5000)).toBe(true);
      }
    });
  });
}
