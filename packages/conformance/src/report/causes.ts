import type { CaseResult } from './result.js';

/** Failures that have one fault behind them. */
export interface Cause {
  /** The one that says most of the fault. */
  readonly root: CaseResult;
  /** What fails with it. */
  readonly following: readonly CaseResult[];
}

/** Groups failures by their cause. Missing routes come first, then broken demands (MUST), then the causes of most failures. */
export function causesOf(failures: readonly CaseResult[]): Cause[] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of failures) {
    const cause = result.failure?.cause ?? result.id;
    groups.set(cause, [...(groups.get(cause) ?? []), result]);
  }
  return [...groups].map(([cause, results]) => toCause(cause, results)).sort(compare);
}

function toCause(cause: string, results: readonly CaseResult[]): Cause {
  const byRank = results.toSorted((a, b) => rankOf(a, cause) - rankOf(b, cause));
  const [root, ...following] = byRank as [CaseResult, ...CaseResult[]];
  return { root, following };
}

/** The case that is about the fault, then plain requests, and a MUST before a SHOULD. */
function rankOf({ id, level }: CaseResult, cause: string): number {
  if (id === cause) return 0;
  return (level === 'MUST' ? 1 : 3) + (id.endsWith('/happy') ? 0 : 1);
}

function compare(one: Cause, other: Cause): number {
  const order = ({ root: { id, level } }: Cause) =>
    id.endsWith('/is-there') ? 0 : level === 'MUST' ? 1 : 2;
  return order(one) - order(other) || other.following.length - one.following.length;
}
