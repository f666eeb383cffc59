import type { RunReport } from './result.js';
import { type Verdict, verdictOf } from './verdict.js';

const colours: Readonly<Record<Verdict['kind'], string>> = {
  breaks: 'red',
  differs: 'yellow',
  keeps: 'brightgreen',
  keepsWhatWasTried: 'green',
  unknown: 'lightgrey',
};

/** A badge for shields.io's endpoint: the words of the verdict, in a colour for its kind. */
export function badgeReport(report: RunReport): string {
  const { text: message, kind } = verdictOf(report);
  const badge = { schemaVersion: 1, label: 'polyproto-core', message, color: colours[kind] };
  return `${JSON.stringify(badge)}\n`;
}
