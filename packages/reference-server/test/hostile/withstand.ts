import { expect } from 'vitest';
import { letIn } from './strangers.js';
import type { Victim } from './victims.js';

/** The memory that strangers may leave behind, in mebibytes, because it is not collected yet. */
const allowance = 64;

/** Lets strangers come, and expects that nothing of them stays: no descriptor, no memory, no failure, no log. */
export async function expectToWithstand(victim: Victim, connections: number): Promise<void> {
  expect(await victim.answers()).toBe(true);
  await letIn(Math.min(1_000, connections), victim.aim);
  await settled(victim);
  const before = { descriptors: victim.descriptors(), memory: victim.memory() };

  const outcome = await letIn(connections, victim.aim);
  expect(await victim.answers()).toBe(true);
  await settled(victim, before.descriptors);
  const after = { descriptors: victim.descriptors(), memory: victim.memory() };
  console.log(
    `${connections} hostile connections: descriptors ${before.descriptors} → ${after.descriptors}, ` +
      `RSS ${before.memory.toFixed(0)} → ${after.memory.toFixed(0)} MiB, ` +
      `statuses read: ${JSON.stringify(outcome.statuses)}`,
  );
  expect(outcome.connections).toBeGreaterThanOrEqual(connections);
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors);
  expect(after.memory).toBeLessThan(before.memory + allowance);
  expect(Object.keys(outcome.statuses).filter((status) => status >= '500')).toEqual([]);
  expect(victim.log()).toEqual([]);
}

/** Waits until the descriptors are no more than this, or where it is not known, until they get no fewer. */
async function settled(victim: Victim, expected?: number): Promise<void> {
  let fewest = Number.POSITIVE_INFINITY;
  for (let same = 0; same < 9; ) {
    const count = victim.descriptors();
    if (expected !== undefined && count <= expected) return;
    same = count < fewest ? 0 : same + 1;
    fewest = Math.min(fewest, count);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
