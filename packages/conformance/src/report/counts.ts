import type { CaseResult, Outcome } from './result.js';

/** The number of cases for each outcome. */
export type Counts = Readonly<Record<Outcome, number>>;

/** Counts the outcomes of some results. */
export function countOutcomes(results: readonly CaseResult[]): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0, knownFailure: 0, fixed: 0 };
  for (const { outcome } of results) counts[outcome]++;
  return counts;
}
