/**
 * Has an `LRUCache` hold at most so many entries, and take memory as it fills: with `max` it takes the memory of all of
 * them when it is made, which was a quarter of a start.
 */
export function atMost(entries: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: entries, sizeCalculation: () => 1 };
}
