import { expect, test } from 'vitest';
import { overBudget, readBaseline } from '../src/cost/budget.js';
import { measureLargest } from '../src/cost/measure.js';

test('no largest request costs ten times what it cost when the baseline was written', {
  timeout: 180_000,
}, async () => {
  const costs = await measureLargest({ rounds: 3, requests: 10 });
  expect(overBudget(costs, readBaseline())).toEqual([]);
});
