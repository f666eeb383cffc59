import { expect, test } from 'vitest';
import type { CaseResult, Outcome } from '../../src/report/result.js';
import { anyReport } from '../support/arbitrary-report.js';
import { forReports, write } from '../support/reports.js';

const result = (outcome: Outcome, level: CaseResult['level'] = 'MUST'): CaseResult => ({
  ...{ id: 'any/case', operation: 'any', title: '', level, basis: [], outcome },
  ...{ milliseconds: 0, exchanges: [] },
});

test.each([
  ['not tested', 'lightgrey', []],
  ['not tested', 'lightgrey', [result('skipped')]],
  ['2 of 2 cases pass', 'brightgreen', [result('passed'), result('fixed'), result('skipped')]],
  ['1 of 2 cases pass', 'yellow', [result('passed'), result('failed', 'SHOULD')]],
  ['1 of 2 cases pass', 'red', [result('passed'), result('failed')]],
  ['1 of 2 cases pass', 'red', [result('passed'), result('knownFailure')]],
])('%s, %s', (message, color, results) => {
  const run = {
    ...{ kit: { name: '', version: '' }, contract: '', url: '', startedAt: new Date(0) },
    ...{ milliseconds: 0, seed: 1 },
  };
  expect(JSON.parse(write('badge', { ...run, results }))).toEqual({
    ...{ schemaVersion: 1, label: 'polyproto-core', message, color },
  });
});

test('it has what an endpoint badge must have, and is never green where a case failed', () =>
  forReports(anyReport, (report) => {
    const badge = JSON.parse(write('badge', report));
    expect(badge).toEqual({
      schemaVersion: 1,
      label: expect.stringMatching(/./),
      message: expect.stringMatching(/./),
      color: expect.stringMatching(/^[a-z]+$/),
    });
    if (report.results.some(({ failure }) => failure)) expect(badge.color).not.toBe('brightgreen');
  }));
