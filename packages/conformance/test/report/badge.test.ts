import { expect, test } from 'vitest';
import type { CaseResult, Outcome } from '../../src/report/result.js';
import { verdictOf } from '../../src/report/verdict.js';
import { anyReport } from '../support/arbitrary-report.js';
import { forReports, write } from '../support/reports.js';

const failure = { expected: '', actual: '' };
const result = (outcome: Outcome, level: CaseResult['level'] = 'MUST'): CaseResult => ({
  ...{ id: 'any/case', operation: 'any', title: '', level, basis: [], outcome },
  ...{ milliseconds: 0, exchanges: [] },
  ...(outcome === 'skipped' && { reason: 'no token' }),
  ...((outcome === 'failed' || outcome === 'knownFailure') && { failure }),
});
const run = {
  ...{ kit: { name: '', version: '' }, contract: '0.2.0', url: '', startedAt: new Date(0) },
  ...{ milliseconds: 0, seed: 1 },
};

test.each([
  ['was not tested by contract 0.2.0', 'lightgrey', []],
  ['was not tested by contract 0.2.0', 'lightgrey', [result('skipped')]],
  ['keeps contract 0.2.0 in 2 of 2 cases', 'brightgreen', [result('passed'), result('fixed')]],
  [
    'keeps contract 0.2.0 in 1 of 3 cases; 2 not tried: no token',
    'green',
    [result('passed'), result('skipped'), result('skipped')],
  ],
  [
    'keeps contract 0.2.0 in 1 of 1 case',
    'brightgreen',
    [result('passed'), { ...result('skipped'), applies: false as const }],
  ],
  [
    'keeps contract 0.2.0 in 1 of 2 cases, and differs in 1 that a server SHOULD keep',
    'yellow',
    [result('passed'), result('failed', 'SHOULD')],
  ],
  ['breaks contract 0.2.0 in 1 of 2 cases', 'red', [result('passed'), result('failed')]],
  ['breaks contract 0.2.0 in 1 of 2 cases', 'red', [result('passed'), result('knownFailure')]],
  [
    'breaks contract 0.2.0 in 1 of 2 cases; 1 not tried: no token',
    'red',
    [result('passed'), result('failed'), result('skipped')],
  ],
])('%s, %s', (message, color, results) => {
  expect(JSON.parse(write('badge', { ...run, results }))).toEqual({
    ...{ schemaVersion: 1, label: 'polyproto-core', message, color },
  });
});

test('a selection of the cases gives no verdict on the contract, and no green badge', () => {
  const selected = { ...run, selection: true, results: [result('passed')] };
  expect(JSON.parse(write('badge', selected))).toMatchObject({
    message: 'passes 1 of 1 case; a selection is no verdict on the contract',
    color: 'lightgrey',
  });
});

test('the console, the badge and the HTML report say the same', () =>
  forReports(anyReport, (report) => {
    const { text } = verdictOf(report);
    expect(JSON.parse(write('badge', report)).message).toBe(text);
  }));

test('it has the members of an endpoint badge, and is never green where a case failed', () =>
  forReports(anyReport, (report) => {
    const badge = JSON.parse(write('badge', report));
    expect(badge).toEqual({
      schemaVersion: 1,
      label: expect.stringMatching(/./),
      message: expect.stringMatching(/./),
      color: expect.stringMatching(/^[a-z]+$/),
    });
    if (report.results.some(({ failure }) => failure)) expect(badge.color).not.toMatch(/green$/);
    if (report.results.some(({ outcome }) => outcome === 'skipped')) {
      expect(badge.color).not.toBe('brightgreen');
    }
  }));
