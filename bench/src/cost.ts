/**
 * Sends the largest requests that each operation takes to the reference server, and the same octets to bare Express, and
 * compares the costs. Ends with status 1 where a ratio is ten times that of `cost-baseline.json`. `pnpm bench:cost agree`
 * writes that file.
 */
import { writeFileSync } from 'node:fs';
import { baselineFile, overBudget, readBaseline } from './cost/budget.js';
import { measureLargest } from './cost/measure.js';

const costs = await measureLargest({ rounds: Number(process.env.ROUNDS ?? 5), requests: 40 });
if (process.argv[2] === 'agree') {
  const ratios = costs.map(({ request, ratio }) => [request, Number(ratio.toFixed(2))]);
  writeFileSync(baselineFile, `${JSON.stringify(Object.fromEntries(ratios), null, 2)}\n`);
}
const baseline = readBaseline();
console.table(
  costs.map(({ request, cpu, ratio }) => ({
    request,
    'CPU µs': Math.round(cpu),
    'CPU ÷ bare Express': Number(ratio.toFixed(2)),
    baseline: baseline[request],
  })),
);
const faults = overBudget(costs, baseline);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
