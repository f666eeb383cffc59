import type { CaseResult, RunReport } from './result.js';

/** The verdict of a run on a server, in the same words in every report. */
export interface Verdict {
  /** A sentence without its subject: `keeps contract 0.1.0 in 456 of 970 cases; 514 not tried: the fixture gives no actor`. */
  readonly text: string;
  /** `unknown` where the run gives no verdict on the whole contract. */
  readonly kind: 'breaks' | 'differs' | 'keeps' | 'keepsWhatWasTried' | 'unknown';
}

/** Makes the verdict. Known failures count as failures, for the verdict is for others than the tester. */
export function verdictOf({ results, contract, selection = false }: RunReport): Verdict {
  const applying = results.filter(({ applies }) => applies !== false);
  const tried = applying.filter(({ outcome }) => outcome !== 'skipped');
  const failed = tried.filter(({ failure }) => failure !== undefined);
  const breaches = failed.filter(({ level }) => level === 'MUST');
  const untried = notTried(applying);
  if (selection) {
    const passed = `${tried.length - failed.length} of ${cases(tried.length)}`;
    const text = `passes ${passed}${untried}; a selection is no verdict on the contract`;
    return { text, kind: failed.length === 0 ? 'unknown' : kindOfFailed(breaches) };
  }
  if (tried.length === 0)
    return { text: `was not tested by contract ${contract}`, kind: 'unknown' };
  if (breaches.length > 0) {
    const text = `breaks contract ${contract} in ${breaches.length} of ${cases(tried.length)}${untried}`;
    return { text, kind: 'breaks' };
  }
  const kept = `${tried.length - failed.length} of ${cases(applying.length)}`;
  const should =
    failed.length === 0 ? '' : `, and differs in ${failed.length} that a server SHOULD keep`;
  const text = `keeps contract ${contract} in ${kept}${should}${untried}`;
  if (failed.length > 0) return { text, kind: 'differs' };
  return { text, kind: untried === '' ? 'keeps' : 'keepsWhatWasTried' };
}

function kindOfFailed(breaches: readonly CaseResult[]): Verdict['kind'] {
  return breaches.length > 0 ? 'breaks' : 'differs';
}

function cases(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`;
}

/** The number of untried cases, and the most frequent reason. */
function notTried(applying: readonly CaseResult[]): string {
  const skipped = applying.filter(({ outcome }) => outcome === 'skipped');
  if (skipped.length === 0) return '';
  const [[reason, count] = ['', 0]] = reasonsOf(skipped);
  const share = count === skipped.length ? '' : `, ${count} of them`;
  return `; ${skipped.length} not tried${share}: ${reason}`;
}

/** The reasons of skipped cases, the most frequent first. */
export function reasonsOf(skipped: readonly CaseResult[]): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { reason: given } of skipped) {
    const reason = inGeneral(given);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** The reason with the same words for every missing operation. */
export function inGeneral(reason = ''): string {
  return reason.replace(/^the server has no \w+$/, 'the server lacks the operation');
}
