import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Starts `act` evenly, this many times a second, until it is over. At most `atOnce` are under way: a server that cannot
 * keep up is asked less often, and is not flooded afterwards.
 */
export async function pace(
  aSecond: number,
  { atOnce, over }: { atOnce: number; over: AbortSignal },
  act: () => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let due = performance.now();
  while (!over.aborted) {
    if (running.size >= atOnce) await Promise.race(running);
    const run = act().finally(() => running.delete(run));
    running.add(run);
    due = Math.max(due + 1000 / aSecond, performance.now());
    await sleep(due - performance.now());
  }
  await Promise.all(running);
}
