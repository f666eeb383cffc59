import type { CaseResult } from './result.js';

/** The results by operation, in the order of each operation's first result. */
export function byOperation(results: readonly CaseResult[]): Map<string, CaseResult[]> {
  const groups = new Map<string, CaseResult[]>();
  for (const result of results) {
    const group = groups.get(result.operation);
    if (group) group.push(result);
    else groups.set(result.operation, [result]);
  }
  return groups;
}
