import { countOutcomes } from './counts.js';
import { byOperation } from './group.js';
import { type Markup, markup } from './markup.js';
import type { CaseResult, RunReport } from './result.js';

/** JUnit XML with a suite for each operation. A known failure is a skipped test with its reason. */
export function junitReport({ results, milliseconds, startedAt }: RunReport): string {
  const suites = [...byOperation(results)].map(([operation, group]) =>
    suiteOf(operation, group, startedAt),
  );
  const { text } = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="polyproto-core" ${numbersOf(results)} time="${seconds(milliseconds)}">
${suites}</testsuites>
`;
  return text;
}

function suiteOf(operation: string, results: readonly CaseResult[], startedAt: Date): Markup {
  const time = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const timestamp = startedAt.toISOString().slice(0, 19);
  return markup`<testsuite name="${operation}" ${numbersOf(results)} time="${seconds(time)}" timestamp="${timestamp}">
${results.map(testcaseOf)}</testsuite>
`;
}

function numbersOf(results: readonly CaseResult[]): Markup {
  const { failed, skipped, knownFailure } = countOutcomes(results);
  return markup`tests="${results.length}" failures="${failed}" errors="0" skipped="${skipped + knownFailure}"`;
}

function testcaseOf(result: CaseResult): Markup {
  const { id, operation, title, milliseconds } = result;
  return markup`<testcase classname="${operation}" name="${id}: ${title}" time="${seconds(milliseconds)}">${outcomeOf(result)}</testcase>
`;
}

function outcomeOf({ outcome, reason = '', failure, level, basis }: CaseResult): Markup {
  const details = failure
    ? markup`expected ${failure.expected}
actual ${failure.actual}
${level}, by ${basis.join(', ')}
${failure.curl ?? ''}`
    : markup``;
  switch (outcome) {
    case 'passed':
      return markup``;
    case 'fixed':
      return markup`<system-out>is a known failure no longer: ${reason}</system-out>`;
    case 'skipped':
      return markup`<skipped message="${reason}"/>`;
    case 'knownFailure':
      return markup`<skipped message="known failure: ${reason}"/><system-out>${details}</system-out>`;
    case 'failed':
      return markup`<failure type="${level}" message="expected ${failure?.expected ?? ''}, but got ${failure?.actual ?? ''}">${details}</failure>`;
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
