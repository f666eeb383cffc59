import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { anyReport } from '../support/arbitrary-report.js';
import { forReports, write } from '../support/reports.js';

const schema = JSON.parse(
  readFileSync(new URL('../../report.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
const isReport = ajv.compile(schema);

type Content = { text: string } | { base64: string } | undefined;

const octetsOf = (content: Content) => {
  if (content === undefined) return Buffer.alloc(0);
  return 'text' in content ? Buffer.from(content.text) : Buffer.from(content.base64, 'base64');
};

test('the report validates by its schema and holds every octet', () =>
  forReports(anyReport, (report) => {
    const document = JSON.parse(write('json', report));
    isReport(document);
    expect(isReport.errors).toBeNull();
    for (const [index, { exchanges, failure, outcome }] of report.results.entries()) {
      const written = document.results[index];
      expect([written.failure, written.outcome]).toEqual([failure, outcome]);
      for (const [at, { request, answer }] of exchanges.entries()) {
        const { request: sent, answer: received } = written.exchanges[at];
        expect(octetsOf(sent.content)).toEqual(request.content ?? Buffer.alloc(0));
        expect(sent.headers).toEqual(request.headers);
        expect(octetsOf(received?.content)).toEqual(answer?.octets ?? Buffer.alloc(0));
      }
    }
  }));

test.each([
  ['an unknown outcome', { outcome: 'maybe' }],
  ['a failure without expected', { outcome: 'failed', failure: { actual: '200' } }],
  ['a failed case without its failure', { outcome: 'failed' }],
  ['a failure of a case that passed', { failure: { expected: '400', actual: '200' } }],
])('the schema refuses %s', (_, difference) => {
  const result = {
    ...{ id: 'any/case', operation: 'any', title: '', level: 'MUST', basis: ['R3'] },
    ...{ outcome: 'passed', milliseconds: 1, exchanges: [] },
  };
  const counts = { passed: 0, failed: 0, skipped: 0, knownFailure: 0, fixed: 0 };
  const documentWith = (one: unknown) => ({
    ...{ formatVersion: 1, kit: { name: '', version: '' }, contract: '', url: '' },
    ...{ startedAt: '2026-01-01T00:00:00.000Z', milliseconds: 1, seed: 1 },
    ...{ counts: { MUST: counts, SHOULD: counts }, results: [one] },
  });
  expect(isReport(documentWith(result))).toBe(true);
  expect(isReport(documentWith({ ...result, ...difference }))).toBe(false);
});
