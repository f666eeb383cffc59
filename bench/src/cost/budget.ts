import { readFileSync } from 'node:fs';
import type { LargestCost } from './measure.js';

/** The ratios that were measured when they were last agreed on, by request. */
export const baselineFile = new URL('../../cost-baseline.json', import.meta.url);

/** By how many times a ratio may grow. */
const growth = 10;

/** The baseline as it is committed. */
export function readBaseline(): Record<string, number> {
  return JSON.parse(readFileSync(baselineFile, 'utf8')) as Record<string, number>;
}

/** What of this has no baseline, or has grown tenfold since. */
export function overBudget(
  costs: readonly LargestCost[],
  baseline: Readonly<Record<string, number>>,
): string[] {
  return costs.flatMap(({ request, ratio }) => {
    const agreed = baseline[request];
    if (agreed === undefined) return [`${request}: no baseline`];
    if (ratio <= growth * agreed) return [];
    return [`${request}: ${ratio.toFixed(1)} times bare Express, ${agreed} in the baseline`];
  });
}
