import { allOperations, pages } from '@p2core/types';
import { expect } from 'vitest';
import type { CaseResult } from '../../src/report/result.js';
import { declaredOf, seenIn, whyNotCaused } from '../clauses/declared.js';

/** The allowed reasons for skipped cases at a reference server with a complete fixture. */
const acceptedReason =
  /^the server offers this optional route$|^the limit is \d+ requests away, too far to try$|^the server asks for no second factor$|^the fixture names no second factor that the server asks for$|^no answer came that any\/header-(?:retry-after|x-max-payload-size) judges$/;

/** Expects that a run of the whole kit against a reference server with a complete fixture has no failure and no gap. */
export function expectEveryCasePassed(results: readonly CaseResult[]): void {
  const left = results.filter(
    ({ outcome, reason = '' }) =>
      outcome !== 'passed' && !(outcome === 'skipped' && acceptedReason.test(reason)),
  );
  expect(left.map(summary)).toEqual([]);
  expect(unseenIn(results)).toEqual([]);
}

/** The parts of an unexpected result that are shown. */
export const summary = ({ id, outcome, reason, failure }: CaseResult) => ({
  id,
  outcome,
  reason,
  failure,
});

/** Declarations of the contract that no case has seen, without those that no case can cause. */
function unseenIn(results: readonly CaseResult[]): string[] {
  const offered = allOperations.filter(({ page }) => pages[page].required);
  return offered.flatMap((operation) => {
    const seen = seenIn(results, operation);
    return declaredOf(operation)
      .filter((line) => !seen.has(line) && whyNotCaused(operation, line) === undefined)
      .map((line) => `${operation.operationId}: ${line}`);
  });
}
