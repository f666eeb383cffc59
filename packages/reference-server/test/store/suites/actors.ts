import { describe, expect, test } from 'vitest';
import { alice, bob, open, range } from '../fixtures.js';

export function actorsSuite(newDatabase: () => Promise<string>): void {
  describe('actors', () => {
    test('an actor exists once it is added, and no other', async () => {
      const { actors } = await open(await newDatabase());
      expect(await actors.exists(alice)).toBe(false);
      expect(await actors.add(alice, 1000)).toBe(true);
      expect(await actors.exists(alice)).toBe(true);
      expect(await actors.exists(bob)).toBe(false);
    });

    test.each(['a%b@localhost', 'a_c@localhost', "o'k+1@x.y", `${'l'.repeat(200)}@localhost`])(
      'keeps the FID %s unchanged',
      async (fid) => {
        const { actors } = await open(await newDatabase());
        await actors.add('axb@localhost', 0);
        expect(await actors.exists(fid)).toBe(false);
        expect(await actors.add(fid, 2 ** 53 - 1)).toBe(true);
        expect(await actors.exists(fid)).toBe(true);
      },
    );

    test('a FID that is taken is refused', async () => {
      const { actors } = await open(await newDatabase());
      await actors.add(alice, 1000);
      expect(await actors.add(alice, 2000)).toBe(false);
    });

    test('of many callers that want the same FID, over two stores, one gets it', async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)];
      const added = await Promise.all(
        range(1, 20).flatMap((at) => stores.map((store) => store.actors.add(alice, at))),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
    });

    test('a FID in upper case is a mistake of the caller', async () => {
      const { actors } = await open(await newDatabase());
      await expect(actors.add('Alice@home.example.com', 1000)).rejects.toThrow();
    });
  });
}
