import fc from 'fast-check';
import { formats } from '../../src/report/formats.js';
import type { CaseResult, RunReport } from '../../src/report/result.js';

/** Writes a run in a format of the kit. */
export function write(format: string, report: RunReport): string {
  const writer = formats[format];
  if (writer === undefined) throw new Error(`there is no format ${format}`);
  return writer(report);
}

/** The failed results, with known failures. */
export function failuresIn({ results }: RunReport): CaseResult[] {
  return results.filter(({ failure }) => failure !== undefined);
}

/** The characters of a text that every format of report can show. */
export function comparable(text: string | null | undefined): string {
  return (text ?? '').replace(/[^\p{L}\p{N}\p{P}\p{Sm}]/gu, '').replace(/[\uFFFD\uFEFF]/gu, '');
}

/** Checks a property for many generated runs, and prints the seed of a run that breaks it. */
export function forReports(
  arbitrary: fc.Arbitrary<RunReport>,
  check: (report: RunReport) => void,
): void {
  fc.assert(fc.property(arbitrary, check), { numRuns: 100 });
}
