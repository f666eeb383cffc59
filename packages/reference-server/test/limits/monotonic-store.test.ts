import { expect, test } from 'vitest';
import { MonotonicStore } from '../../src/limits/monotonic-store.js';

test('a window that has just begun has no more seconds left than it lasts', () => {
  const store = new MonotonicStore(60_000);
  store.add('first', 1);
  const start = performance.now();
  while (performance.now() < start + 3) store.add('first', 1);
  store.add('second', 1);
  expect(store.secondsLeft('second')).toBe(60);
});
