import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRulings } from '../../src/contract/rulings.js';
import { consoleReport, paintWith } from '../../src/report/console.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { runKit } from '../support/kit.js';

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

test('with nothing but an address, the reference server fails nothing', async () => {
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
  expect(text).toMatch(/^– \d+ optional operations not tried: offered, but .*--register/m);
  expect(text).not.toContain('not offered');
});
