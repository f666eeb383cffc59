import type { Counts } from '../counts.js';
import { type Markup, markup } from '../markup.js';
import type { Outcome } from '../result.js';

/** The outcomes with their names for people, those that need attention first. */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  failed: 'failed',
  fixed: 'no longer failing',
  knownFailure: 'known failure',
  passed: 'passed',
  skipped: 'skipped',
};

/** The outcomes in the order of `outcomeNames`, without those that no case has. */
export function outcomesIn(counts: Counts): Outcome[] {
  return (Object.keys(outcomeNames) as Outcome[]).filter((outcome) => counts[outcome] > 0);
}

/** A bar with a part for each outcome, hidden from screen readers. */
export function barOf(counts: Counts): Markup {
  const parts = outcomesIn(counts).map(
    (outcome) => markup`<i class="${outcome}" style="flex-grow:${counts[outcome]}"></i>`,
  );
  return markup`<div class="bar" aria-hidden="true">${parts}</div>`;
}

/** The counts in words: `2 failed, 31 passed`. */
export function wordsOf(counts: Counts): string {
  return outcomesIn(counts)
    .map((outcome) => `${counts[outcome]} ${outcomeNames[outcome]}`)
    .join(', ');
}
