import { serverEnded } from '../run/presence.js';
import { timesIn, wrongDate } from '../run/wrong-date.js';
import type { CaseResult } from './result.js';

/** Failures with one cause. */
export interface Cause {
  /** The failure that describes the fault best. */
  readonly root: CaseResult;
  /** The other failures. */
  readonly following: readonly CaseResult[];
}

/**
 * Groups failures by cause. A server that ended and a wrong clock come first, then missing routes, then a MUST before a
 * SHOULD, then causes of more failures.
 */
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

/** Prefers the case for this very fault, or one that shows it in a time, then plain requests, then a MUST. */
function rankOf({ id, level, failure }: CaseResult, cause: string): number {
  const isTime = cause === wrongDate && timesIn(failure?.expected ?? '').length > 0;
  if (id === cause || isTime) return 0;
  return (level === 'MUST' ? 1 : 3) + (id.endsWith('/happy') ? 0 : 1);
}

function compare(one: Cause, other: Cause): number {
  const order = ({ root: { id, level, failure } }: Cause) => {
    if (failure?.cause === serverEnded || failure?.cause === wrongDate) return 0;
    if (id.endsWith('/is-there')) return 1;
    return level === 'MUST' ? 2 : 3;
  };
  return order(one) - order(other) || other.following.length - one.following.length;
}
