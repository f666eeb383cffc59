import { createInterface } from 'node:readline';
import type { RunReport } from '../report/result.js';
import { UsageError } from '../run/usage-error.js';

/** Runs the cases of these IDs, or all, and reports on them. */
type RunAgain = (ids?: ReadonlySet<string>) => Promise<RunReport>;

/**
 * At each input line runs the failed cases again; once none fails, all cases. Ends with the input.
 *
 * @param say prints what the next line will do
 * @returns the last report
 */
export async function watch(
  input: NodeJS.ReadableStream,
  first: RunReport,
  runAgain: RunAgain,
  say: (text: string) => void,
): Promise<RunReport> {
  let report = first;
  say(promptFor(report));
  for await (const _line of createInterface({ input })) {
    const ids = failedIn(report);
    try {
      report = await runAgain(ids.size === 0 ? undefined : ids);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      say(error.message);
    }
    say(promptFor(report));
  }
  return report;
}

function failedIn({ results }: RunReport): ReadonlySet<string> {
  return new Set(results.flatMap(({ id, outcome }) => (outcome === 'failed' ? [id] : [])));
}

function promptFor(report: RunReport): string {
  const { size } = failedIn(report);
  const what = size === 0 ? 'all' : size === 1 ? 'the one that failed' : `the ${size} that failed`;
  return `Enter runs ${what} again, Ctrl+D ends.`;
}
