import type { ContractChange, Impact } from './impact.js';

const headings: Record<Impact, string> = {
  major: 'Breaks what was promised',
  minor: 'Adds',
  patch: 'Says in other words',
};

/** An entry of the contract's changelog, Markdown. */
export function changelogEntry(version: string, changes: readonly ContractChange[]): string {
  const sections = Object.entries(headings).flatMap(([impact, heading]) => {
    const lines = changes
      .filter((change) => change.impact === impact)
      .map(({ pointer, text }) => `- ${text} (\`${pointer}\`)`);
    return lines.length === 0 ? [] : [`### ${heading}\n\n${lines.join('\n')}`];
  });
  return [`## ${version}`, ...(sections.length > 0 ? sections : ['No change.'])].join('\n\n');
}

/**
 * Inserts an entry before the older ones of the changelog.
 *
 * @throws if it has an entry of that version already, which may have been edited by hand
 */
export function withEntry(changelog: string, version: string, entry: string): string {
  if (changelog.includes(`\n## ${version}\n`)) {
    throw new Error(
      `the changelog has an entry of ${version} already; take it out to make it anew`,
    );
  }
  const first = changelog.search(/^## /m);
  return first === -1
    ? `${changelog.trimEnd()}\n\n${entry}\n`
    : `${changelog.slice(0, first)}${entry}\n\n${changelog.slice(first)}`;
}

/** Writes the date of release below the heading of a version, unless it has one. */
export function withDate(changelog: string, version: string, date: Date): string {
  const heading = `\n## ${version}\n\n`;
  const [before, after] = changelog.split(heading);
  if (after === undefined) throw new Error(`the changelog has no entry of ${version}`);
  if (/^\*\d{4}-/.test(after)) return changelog;
  return `${before}${heading}*${date.toISOString().slice(0, 10)}*\n\n${after}`;
}
