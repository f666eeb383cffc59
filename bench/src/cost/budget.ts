import { readFileSync } from 'node:fs';
import type { LargestCost } from './measure.js';

/** The ratio of each request when the baseline was last written. */
export const baselineFile = new URL('../../cost-baseline.json', import.meta.url);

/** A ratio may grow by less than this factor. */
const growth = 10;

/** Reads the committed baseline. */
export function readBaseline(): Record<string, number> {
  return JSON.parse(readFileSync(baselineFile, 'utf8')) as Record<string, number>;
}

/** Finds the requests that have no baseline, or whose ratio has grown tenfold since. */
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
