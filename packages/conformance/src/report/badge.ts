import type { RunReport } from './result.js';
import { type Verdict, verdictOf } from './verdict.js';

const colours: Readonly<Record<Verdict['kind'], string>> = {
  breaks: 'red',
  differs: 'yellow',
  keeps: 'brightgreen',
  keepsWhatWasTried: 'green',
  unknown: 'lightgrey',
};

/** A badge, as an endpoint of shields.io gives it: the words of the verdict, and a colour by what was tried. */
export function badgeReport(report: RunReport): string {
  const { text: message, kind } = verdictOf(report);
  const badge = { schemaVersion: 1, label: 'polyproto-core', message, color: colours[kind] };
  return `${JSON.stringify(badge)}\n`;
}
