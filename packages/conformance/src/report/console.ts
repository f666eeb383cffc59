import { styleText } from 'node:util';
import type { Level } from '../catalogue/case.js';
import type { Ruling } from '../contract/rulings.js';
import type { CaseResult, Outcome, RunReport } from './result.js';

type Style = Parameters<typeof styleText>[0];

/** Marks text for a terminal, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Paints with colours, or not at all. */
export function paintWith(colours: boolean): Paint {
  return colours
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
}

const marks: Record<Outcome, readonly [style: Style, mark: string]> = {
  passed: ['green', '✓'],
  failed: ['red', '✗'],
  skipped: ['gray', '–'],
  knownFailure: ['yellow', '!'],
  fixed: ['green', '★'],
};

/**
 * The whole run for a person: what stands out of each operation, then each failure with what it takes to see it, then
 * totals. What passed is counted and not listed: nobody reads a thousand lines.
 */
export function consoleReport(
  report: RunReport,
  rulings: ReadonlyMap<string, Ruling>,
  paint: Paint,
): string {
  const { results } = report;
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const fixed = results.filter(({ outcome }) => outcome === 'fixed');
  return [
    ...groups(results).flatMap(([operation, cases]) => [
      heading(operation, cases, paint),
      ...cases.filter(standsOut).map((result) => line(result, paint)),
      ...skips(cases, paint),
    ]),
    '',
    ...failed.flatMap((result, index) => [...failure(result, index + 1, rulings, paint), '']),
    ...fixed.map(({ id }) =>
      paint('green', `${id} is in the file of known failures and passes: take it out of there.`),
    ),
    ...(fixed.length > 0 ? [''] : []),
    ...totals(results, paint),
    '',
    verdict(report, failed.length, paint),
    '',
  ].join('\n');
}

function groups(results: readonly CaseResult[]): [string, CaseResult[]][] {
  const byOperation = new Map<string, CaseResult[]>();
  for (const result of results) {
    byOperation.set(result.operation, [...(byOperation.get(result.operation) ?? []), result]);
  }
  return [...byOperation];
}

function heading(operation: string, cases: readonly CaseResult[], paint: Paint): string {
  const name = operation === 'any' ? 'any request' : operation;
  const passed = cases.filter(({ outcome }) => outcome === 'passed' || outcome === 'fixed').length;
  const [style, mark] = marks[worstOf(cases)];
  return `${paint(style, mark)} ${paint('bold', name)}  ${paint('gray', `${passed} of ${cases.length} passed`)}`;
}

function worstOf(cases: readonly CaseResult[]): Outcome {
  const order: readonly Outcome[] = ['failed', 'knownFailure', 'passed', 'fixed'];
  return order.find((one) => cases.some(({ outcome }) => outcome === one)) ?? 'skipped';
}

function standsOut({ outcome }: CaseResult): boolean {
  return outcome !== 'passed' && outcome !== 'skipped';
}

function line({ id, title, level, outcome, reason }: CaseResult, paint: Paint): string {
  const [style, mark] = marks[outcome];
  const name = id.slice(id.indexOf('/') + 1);
  const should = level === 'SHOULD' ? paint('gray', ' (SHOULD)') : '';
  const why = reason === undefined ? '' : paint('gray', `  [${reason}]`);
  return `    ${paint(style, mark)} ${title}${should}  ${paint('gray', name)}${why}`;
}

/** The skipped cases of an operation, by reason: one by its name, more of them by their number. */
function skips(cases: readonly CaseResult[], paint: Paint): string[] {
  const byReason = new Map<string, CaseResult[]>();
  for (const one of cases.filter(({ outcome }) => outcome === 'skipped')) {
    byReason.set(one.reason ?? '', [...(byReason.get(one.reason ?? '') ?? []), one]);
  }
  return [...byReason].map(([reason, [first, ...others]]) => {
    const name = first?.id.slice(first.id.indexOf('/') + 1);
    const what = others.length === 0 ? name : `${others.length + 1} cases`;
    return paint('gray', `    ${marks.skipped[1]} ${what} skipped: ${reason}`);
  });
}

function failure(
  { id, title, level, basis, failure: what }: CaseResult,
  number: number,
  rulings: ReadonlyMap<string, Ruling>,
  paint: Paint,
): string[] {
  const rule = basis.map((name) => {
    const ruling = rulings.get(name);
    return ruling === undefined ? name : `${name} ${ruling.title}`;
  });
  const row = (name: string, text: string) => `   ${paint('gray', name.padEnd(9))} ${text}`;
  return [
    `${paint(['red', 'bold'], `${number}) ${id}`)}`,
    `   ${title}`,
    '',
    row('expected', paint('green', what?.expected ?? '')),
    row('actual', paint('red', what?.actual ?? '')),
    row('rule', `${level}: ${rule.join('; ')}`),
    ...(what?.curl === undefined ? [] : [row('repeat', what.curl)]),
  ];
}

const columns: readonly (readonly [name: string, outcome: Outcome])[] = [
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['known', 'knownFailure'],
  ['fixed', 'fixed'],
  ['skipped', 'skipped'],
];

function totals(results: readonly CaseResult[], paint: Paint): string[] {
  const width = 9;
  const row = (level: Level) =>
    columns.map(([, outcome]) => {
      const count = results.filter((one) => one.level === level && one.outcome === outcome).length;
      const text = String(count).padStart(width);
      return count === 0 ? paint('gray', text) : paint(marks[outcome][0], text);
    });
  return [
    paint('gray', ' '.repeat(6) + columns.map(([name]) => name.padStart(width)).join('')),
    ...(['MUST', 'SHOULD'] as const).map((level) => level.padEnd(6) + row(level).join('')),
  ];
}

function verdict(
  { url, results, milliseconds, seed, contract }: RunReport,
  failures: number,
  paint: Paint,
): string {
  const seconds = (milliseconds / 1000).toFixed(1);
  const run = paint('gray', `${results.length} cases in ${seconds} s, seed ${seed}`);
  const skipped = results.filter(({ outcome }) => outcome === 'skipped').length;
  if (failures > 0) {
    const count = failures === 1 ? 'one case' : `${failures} cases`;
    return `${paint(['red', 'bold'], `${url} fails ${count}`)} of contract ${contract}.  ${run}`;
  }
  const all = skipped === 0 ? 'keeps' : 'keeps what was tried of';
  return `${paint(['green', 'bold'], `${url} ${all} contract ${contract}.`)}  ${run}`;
}
