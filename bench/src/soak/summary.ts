import { type Measure, measures, type Sample } from './sample.js';
import type { Tally } from './tally.js';

/** The result of a soak on one database. */
export interface Outcome {
  readonly database: string;
  /** Under load, from the first sample to the last. */
  readonly samples: readonly Sample[];
  /** Before the load, and after it when all connections had had time to end. */
  readonly before: Sample;
  readonly after: Sample;
  readonly tally: Tally;
  /** Faults; empty where there were none. */
  readonly faults: readonly string[];
}

/** The whole result, as JSON. */
export function asJson(minutes: number, outcomes: readonly Outcome[]): string {
  const plain = outcomes.map(({ tally, ...outcome }) => ({
    ...outcome,
    counts: Object.fromEntries(sorted(tally.counts)),
  }));
  const short = (_key: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(2)) : value;
  return `${JSON.stringify({ minutes, outcomes: plain }, short, 1)}\n`;
}

/** The figures, as Markdown. */
export function asMarkdown(minutes: number, outcomes: readonly Outcome[]): string {
  const table = (head: string[], rows: (string | number)[][]) =>
    [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const figures = outcomes.flatMap(({ database, before, samples, after }) =>
    (Object.keys(measures) as Measure[]).map((measure) => {
      const { title, unit } = measures[measure];
      const values = samples.map((sample) => sample[measure]).sort((a, b) => a - b);
      const median = values[Math.floor(values.length / 2)] ?? 0;
      const cells = [before[measure], median, values.at(-1) ?? 0, after[measure]];
      return [database, unit ? `${title}, ${unit}` : title, ...cells.map(rounded)];
    }),
  );
  const counts = new Set(
    outcomes.flatMap(({ tally }) => sorted(tally.counts).map(([name]) => name)),
  );
  const done = [...counts].map((name) => [
    name,
    ...outcomes.map(({ tally }) => tally.counts.get(name) ?? 0),
  ]);
  const faults = outcomes.flatMap(({ database, faults }) =>
    faults.map((fault) => `- ${database}: ${fault}`),
  );
  return [
    `${minutes} minutes under load.`,
    table(['database', 'measure', 'before', 'median', 'greatest', 'after'], figures),
    'What was done; a number behind an operation or an act is the status of its answers.',
    table(['what', ...outcomes.map(({ database }) => database)], done),
    faults.length === 0 ? 'Nothing was wrong.' : `What was wrong:\n\n${faults.join('\n')}`,
    '',
  ].join('\n\n');
}

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([left], [right]) => left.localeCompare(right));
}

function rounded(value: number): number {
  return Number(value.toFixed(value < 10 ? 1 : 0));
}
