import { allOperations, pages } from '@p2core/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRulings } from '../../src/contract/rulings.js';
import { consoleReport, paintWith } from '../../src/report/console.js';
import type { CaseResult } from '../../src/report/result.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { write } from '../support/reports.js';

const ofPages = allOperations.flatMap(({ operationId, page }) =>
  pages[page].required ? [] : [operationId],
);
const ofKeyMaterial = cases.filter(({ operation }) => operation === 'getKeyMaterialLimit');

const reasonsOf = (results: readonly CaseResult[], operations: readonly string[]) =>
  results.filter(({ operation }) => operations.includes(operation)).map(({ reason }) => reason);

const unescaped = (text: string) => text.replace(/&quot;|&#34;|\\"/g, '"');

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

test('with its URL alone, the reference server fails no case', async () => {
  const { url } = server;
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const report = await runKit({ fixture: { url } });
  const { results } = report;
  expect(results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual([]);
  expect(results).toContainEqual(
    expect.objectContaining({
      id: 'getServerIdCert/names-its-domain',
      outcome: 'skipped',
      reason: "the fixture gives no domain, and the URL's host is an address",
    }),
  );
  const text = consoleReport(report, readRulings(), paintWith(false));
  const reason =
    'the server offers the route, but trying it takes --register, --invitation, or the "pages" of a fixture';
  expect(text).toContain(`– ${ofPages.length} optional operations not tried: ${reason}\n`);
  const untried = reasonsOf(results, ofPages);
  expect(new Set(untried)).toEqual(new Set([reason, 'the server offers this optional route']));
  for (const format of ['html', 'json', 'junit']) {
    const written = unescaped(write(format, report));
    expect(written.split(reason).length - 1).toBeGreaterThanOrEqual(
      untried.filter((one) => one === reason).length,
    );
  }
});

test('where the "pages" of the fixture leave out a page, the report says so', async () => {
  const { results } = await runKit({
    fixture: { url: server.url, pages: [] },
    cases: ofKeyMaterial,
  });
  expect(reasonsOf(results, ['getKeyMaterialLimit'])).toContain(
    `the fixture's "pages" leave out core-home`,
  );
});
