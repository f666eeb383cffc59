import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { anyReport } from '../support/arbitrary-report.js';
import { failuresIn, forReports, write } from '../support/reports.js';

test('each failure is a result of a rule, and a known one is suppressed', () =>
  forReports(anyReport, (report) => {
    const { version, runs } = JSON.parse(write('sarif', report)) as Log;
    const [run] = runs;
    const rules = run?.tool.driver.rules ?? [];
    const results = run?.results ?? [];
    expect([version, runs.length]).toEqual(['2.1.0', 1]);
    expect(rules.map(({ id }) => id)).toEqual(report.results.map(({ id }) => id));
    const failures = failuresIn(report);
    expect(results.map(({ ruleId }) => ruleId)).toEqual(failures.map(({ id }) => id));
    for (const [index, { outcome, failure, level }] of failures.entries()) {
      const result = results[index];
      expect(rules[result?.ruleIndex ?? -1]?.id).toBe(result?.ruleId);
      expect(result?.level).toBe(level === 'MUST' ? 'error' : 'warning');
      expect(result?.message.text).toContain(failure?.expected);
      expect(result?.message.text).toContain(failure?.actual);
      expect(result?.suppressions?.length ?? 0).toBe(outcome === 'knownFailure' ? 1 : 0);
    }
  }));

test('each result has a location with a relative URI, which a code host needs', () =>
  forReports(anyReport, (report) => {
    const { runs } = JSON.parse(write('sarif', report)) as Log;
    for (const { locations } of runs[0]?.results ?? []) {
      const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
      expect(uri).toMatch(/^[!-~]+$/);
      expect(locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 1 });
      expect(new URL(uri, 'file:///repository/').href).toBe(`file:///repository/${uri}`);
    }
  }));

test('it validates by the schema of SARIF 2.1.0', () => {
  const schema = createRequire(import.meta.url)(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const isSarif = ajv.compile(schema);
  forReports(anyReport, (report) => {
    isSarif(JSON.parse(write('sarif', report)));
    expect(isSarif.errors).toBeNull();
  });
});
