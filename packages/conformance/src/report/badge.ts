import { countOutcomes } from './counts.js';
import type { RunReport } from './result.js';

/** A badge, as an endpoint of shields.io gives it. Known failures are failures here: a badge is for other people. */
export function badgeReport({ results }: RunReport): string {
  return `${JSON.stringify({ schemaVersion: 1, label: 'polyproto-core', ...verdict(results) })}\n`;
}

function verdict(results: RunReport['results']): { message: string; color: string } {
  const { passed, fixed, failed, knownFailure, skipped } = countOutcomes(results);
  const ran = results.length - skipped;
  if (ran === 0) return { message: 'not tested', color: 'lightgrey' };
  const message = `${passed + fixed} of ${ran} cases pass`;
  if (failed + knownFailure === 0) return { message, color: 'brightgreen' };
  const breaksMust = results.some(
    ({ level, outcome }) =>
      level === 'MUST' && (outcome === 'failed' || outcome === 'knownFailure'),
  );
  return { message, color: breaksMust ? 'red' : 'yellow' };
}
