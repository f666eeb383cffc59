import { LRUCache } from 'lru-cache';
import { expect, test } from 'vitest';
import { atMost } from '../../src/limits/at-most.js';

test('a cache has at most so many entries, and allocates none in advance', () => {
  const cache = new LRUCache<number, number>({ ...atMost(1000), ttl: 60_000 });
  expect(cache.max).toBe(0);
  for (let key = 0; key < 1500; key++) cache.set(key, key);
  expect(cache.size).toBe(1000);
  expect([cache.has(499), cache.has(500)]).toEqual([false, true]);
});
