import { writeWanted } from '../report/report-files.js';
import type { RunReport } from '../report/result.js';
import type { KnownFailures } from './read-known-failures.js';

/**
 * Writes the failures as a file of known failures. Each keeps its known reason, or gets expected and actual as its
 * reason.
 */
export async function writeKnownFailures(
  file: string,
  { results }: RunReport,
  known: KnownFailures = new Map(),
): Promise<void> {
  const failures = results.flatMap(({ id, failure }) =>
    failure === undefined
      ? []
      : [[id, known.get(id) ?? `expected ${failure.expected}, got ${failure.actual}`] as const],
  );
  const content = `${JSON.stringify(Object.fromEntries(failures), null, 2)}\n`;
  await writeWanted({ format: 'known failures', file }, content);
}
