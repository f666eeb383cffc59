import { styleText } from 'node:util';
import type { Level } from '../catalogue/level.js';
import type { Ruling } from '../contract/rulings.js';
import { serverEnded } from '../run/presence.js';
import { wrongDate } from '../run/wrong-date.js';
import { type Cause, causesOf } from './causes.js';
import { byOperation } from './group.js';
import type { CaseResult, Outcome, RunReport } from './result.js';
import { inGeneral, reasonsOf, type Verdict, verdictOf } from './verdict.js';

type Style = Parameters<typeof styleText>[0];

/** Colours text for a terminal, or gives it unchanged. */
type Paint = (style: Style, text: string) => string;

/** Makes a `Paint` that colours, or one that does not. */
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

/** The most lines of the lists of slow and skipped cases. */
const most = 10;
/** How many faults are shown with the command that repeats them. Each other fault is one line. */
const mostInFull = 3;
/** How many characters of a command are shown, about five lines. */
const longestCommand = 400;

/**
 * The run for a person: a line for each operation, the untried cases with reasons, each fault once with the command
 * that repeats it, and the verdict.
 */
export function consoleReport(
  report: RunReport,
  rulings: ReadonlyMap<string, Ruling>,
  paint: Paint,
): string {
  const { results } = report;
  const of = (outcome: Outcome) => results.filter((result) => result.outcome === outcome);
  const causes = causesOf(of('failed'));
  const present = [...byOperation(results)].filter(
    ([, cases]) => !cases.some(isAbsence) && !isLeftOut(cases),
  );
  const width = Math.max(...present.map(([operation]) => nameOf(operation).length));
  return [
    ...clockNote(report, paint),
    ...present.map(([operation, cases]) => heading(nameOf(operation).padEnd(width), cases, paint)),
    ...notOffered(results, paint),
    ...skips(of('skipped'), paint),
    '',
    ...causes
      .slice(0, mostInFull)
      .flatMap((cause, index) => [...fault(cause, index + 1, report, rulings, paint), '']),
    ...furtherFaults(causes.slice(mostInFull), paint),
    ...remarks(of('knownFailure'), of('fixed'), paint),
    ...totals(results, paint),
    '',
    verdict(report, causes.length, paint),
    '',
  ].join('\n');
}

/** Whether a failure means a missing operation, which is listed with the faults. */
function isAbsence({ id, outcome }: CaseResult): boolean {
  return id.endsWith('/is-there') && outcome === 'failed';
}

/** Whether a server leaves out an optional operation, so that only the case `not-offered` applies. */
function isLeftOut(cases: readonly CaseResult[]): boolean {
  const applying = cases.filter(({ applies }) => applies !== false);
  return cases.length > 1 && !applying.some(isOfOffered);
}

/** Whether a case applies to a server that offers its operation. */
function isOfOffered({ id }: CaseResult): boolean {
  return !id.endsWith('/not-offered');
}

/** The operations that are not tried, by reason. */
function notOffered(results: readonly CaseResult[], paint: Paint): string[] {
  const leftOut = [...byOperation(results).values()].filter(isLeftOut);
  const first = leftOut.flatMap((cases) => cases.find(isOfOffered) ?? []);
  return reasonsOf(first).map(([reason, count]) => {
    const what = count === 1 ? 'an optional operation' : `${count} optional operations`;
    return paint('gray', `${marks.skipped[1]} ${what} not tried: ${reason}`);
  });
}

function nameOf(operation: string): string {
  return operation === 'any' ? 'any request' : operation;
}

/** The note about a difference of clocks, by which times are judged. */
function clockNote({ secondsAhead = 0 }: RunReport, paint: Paint): string[] {
  if (secondsAhead === 0) return [];
  const where = secondsAhead > 0 ? 'ahead of' : 'behind';
  const text = `the server's clock, by its Date, is ${Math.abs(secondsAhead)} s ${where} this machine's: times are judged by it; if it is wrong, set it first`;
  return [paint('yellow', `! ${text}`)];
}

function heading(name: string, cases: readonly CaseResult[], paint: Paint): string {
  const applying = cases.filter(({ applies }) => applies !== false);
  const passed = applying.filter(({ outcome }) => outcome === 'passed' || outcome === 'fixed');
  const [style, mark] = marks[worstOf(cases)];
  const count = `${passed.length} of ${applying.length} passed`;
  return `${paint(style, mark)} ${paint('bold', name)} ${paint('gray', count)}`;
}

function worstOf(cases: readonly CaseResult[]): Outcome {
  const order: readonly Outcome[] = ['failed', 'knownFailure', 'passed', 'fixed'];
  return order.find((one) => cases.some(({ outcome }) => outcome === one)) ?? 'skipped';
}

/** The untried cases by reason: a single one with its ID, several with their number. */
function skips(skipped: readonly CaseResult[], paint: Paint): string[] {
  const applying = skipped.filter(({ applies }) => applies !== false);
  const reasons = reasonsOf(applying).map(([reason, count]) => {
    const [only] = applying.filter((one) => inGeneral(one.reason) === reason);
    const what = count === 1 ? only?.id : `${count} cases`;
    return `${marks.skipped[1]} ${what} not tried: ${reason}`;
  });
  const lines = reasons.slice(0, most);
  if (reasons.length > most) lines.push(`  and for ${reasons.length - most} further reasons`);
  return lines.map((line) => paint('gray', line));
}

/** A fault: the best case in full, the others in one line. */
function fault(
  { root, following }: Cause,
  number: number,
  { selection: isSelection }: RunReport,
  rulings: ReadonlyMap<string, Ruling>,
  paint: Paint,
): string[] {
  const { id, title, level, basis, failure } = root;
  if (id.endsWith('/is-there')) return missing([root, ...following], number, paint);
  const rule = basis.map((name) => {
    const ruling = rulings.get(name);
    return ruling === undefined ? name : `${name} ${ruling.title}`;
  });
  const row = (name: string, text: string) => `   ${paint('gray', name.padEnd(9))} ${text}`;
  const said = [serverEnded, wrongDate].find((cause) => cause === failure?.cause);
  const headline =
    said !== undefined
      ? [paint(['red', 'bold'], `${number}) ${said}`), row('case', `${id} ${title}`)]
      : [`${paint(['red', 'bold'], `${number}) ${id}`)} ${title}`];
  return [
    ...headline,
    row('expected', paint('green', failure?.expected ?? '')),
    row('actual', paint('red', failure?.actual ?? '')),
    ...(said === serverEnded ? [] : [row('rule', `${level}: ${rule.join('; ')}`)]),
    ...(failure?.curl === undefined
      ? []
      : [row('repeat', isSelection ? failure.curl : inBrief(failure.curl, id))]),
    ...(following.length === 0 ? [] : [row('with it', listed(following.map((one) => one.id)))]),
  ];
}

/** Shortens a command: certificates in it would fill the screen. */
function inBrief(command: string, id: string): string {
  if (command.length <= longestCommand) return command;
  return `${command.slice(0, longestCommand)}… (--only ${id} shows all of it, and so do reports)`;
}

function furtherFaults(causes: readonly Cause[], paint: Paint): string[] {
  const lines = causes.map(({ root, following }, index) => {
    const more = following.length === 0 ? '' : ` (+${following.length})`;
    const number = `${mostInFull + index + 1}) ${root.id}${more}`;
    const { expected = '', actual = '' } = root.failure ?? {};
    return `${paint('red', number)} expected ${shorten(expected)}, got ${shorten(actual)}`;
  });
  const shown = lines.slice(0, 2 * most);
  if (lines.length > shown.length) shown.push(`and ${lines.length - shown.length} more`);
  return shown.length === 0 ? [] : [...shown, paint('gray', '--only <id> shows one in full.'), ''];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The operations that a server lacks, each on a line. */
function missing(results: readonly CaseResult[], number: number, paint: Paint): string[] {
  const what = results.length === 1 ? 'an operation is' : `${results.length} operations are`;
  const width = Math.max(...results.map(({ operation }) => operation.length));
  return [
    paint(['red', 'bold'], `${number}) ${what} missing`),
    ...results.map(({ operation, failure }) => {
      const asked = failure?.expected ?? '';
      return `   ${operation.padEnd(width)}  ${paint('red', failure?.actual ?? '')} to ${asked}`;
    }),
  ];
}

/** `12 more fail: getChallenge/happy, getEvents/happy, …` */
function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).join(', ');
  const verb = ids.length === 1 ? 'fails' : 'fail';
  return `${ids.length} more ${verb}: ${shown}${ids.length > 3 ? ', …' : ''}`;
}

function remarks(
  known: readonly CaseResult[],
  fixed: readonly CaseResult[],
  paint: Paint,
): string[] {
  const lines = [
    ...known.map(({ id, reason }) => paint('yellow', `! ${id} fails, as is known: ${reason}`)),
    ...fixed.map(({ id }) =>
      paint('green', `${id} is in the file of known failures and passes: take it out of there.`),
    ),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
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

function verdict(report: RunReport, faults: number, paint: Paint): string {
  const { url, results, milliseconds, seed } = report;
  const seconds = (milliseconds / 1000).toFixed(1);
  const { text, kind } = verdictOf(report);
  const found = faults === 0 ? '' : `${faults === 1 ? 'One fault' : `${faults} faults`}, `;
  const run = paint(
    'gray',
    `${found}${results.length === 1 ? '1 case' : `${results.length} cases`} in ${seconds} s, seed ${seed}.`,
  );
  return `${paint([verdictStyles[kind], 'bold'], `${url} ${text}.`)}  ${run}`;
}

const verdictStyles: Readonly<Record<Verdict['kind'], 'red' | 'yellow' | 'green' | 'gray'>> = {
  breaks: 'red',
  differs: 'yellow',
  keeps: 'green',
  keepsWhatWasTried: 'green',
  unknown: 'gray',
};
