import { allOperations } from '@p2core/types';
import { countOutcomes } from '../counts.js';
import { type Markup, markup } from '../markup.js';
import type { CaseResult, Outcome } from '../result.js';
import { caseMarkup } from './case.js';
import { outcomeNames, outcomesIn } from './outcomes.js';

/** Outcomes that need no attention are folded. */
const folded: readonly Outcome[] = ['passed', 'skipped'];

/** The cases of an operation. */
export function operationMarkup(operation: string, results: readonly CaseResult[]): Markup {
  const counts = countOutcomes(results);
  const groups = outcomesIn(counts).map((outcome) => {
    const cases = results.filter((result) => result.outcome === outcome).map(caseMarkup);
    return folded.includes(outcome)
      ? markup`<details class="folded"><summary><span class="outcome ${outcome}">${counts[outcome]} ${outcomeNames[outcome]}</span></summary>
${cases}</details>
`
      : markup`${cases}`;
  });
  return markup`<section class="operation" id="${operation}">
<header><h2>${headingOf(operation)}</h2><code class="faint">${routeOf(operation)}</code></header>
<div class="sheet">
${groups}</div>
</section>
`;
}

/** The operationId, or the heading for cases without an operation. */
export function headingOf(operation: string): string {
  return operation === 'any' ? 'Any route' : operation;
}

function routeOf(operation: string): string {
  const route = allOperations.find(({ operationId }) => operationId === operation);
  return route ? `${route.method} ${route.path}` : '';
}
