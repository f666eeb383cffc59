import { expect, onTestFinished, test } from 'vitest';
import { overBudget } from '../src/cost/budget.js';
import { ratiosOf } from '../src/cost/measure.js';
import { costsOf, measure } from '../src/measure/compare.js';
import { startServer } from '../src/measure/server-process.js';

async function start(milliseconds: number) {
  const script = new URL('spinning-server.mjs', import.meta.url);
  const server = await startServer(script, [String(milliseconds)]);
  onTestFinished(async () => {
    await server.stop();
  });
  return server;
}

test('a handler that has become much slower is over its budget, and no other is', async () => {
  const servers = new Map([
    ['base', await start(0)],
    ['same', await start(0)],
    ['slow', await start(50)],
  ]);
  const scenarios = { getChallenge: () => Array(20).fill({ path: '/' }) };
  const costs = costsOf(await measure(servers, scenarios, { rounds: 3, requests: 20 }));
  const baseline = { getChallenge: 1 };

  expect(overBudget(ratiosOf(costs, 'same'), baseline)).toEqual([]);
  expect(overBudget(ratiosOf(costs, 'slow'), baseline)).toEqual([
    expect.stringMatching(/^getChallenge: \d+\.\d times bare Express, 1 in the baseline$/),
  ]);
  expect(overBudget(ratiosOf(costs, 'same'), {})).toEqual(['getChallenge: no baseline']);
});
