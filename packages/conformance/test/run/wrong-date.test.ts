/**
 * A server whose Date differs from the clock that it answers by: the report has one fault, not one for each wrong time.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRulings } from '../../src/contract/rulings.js';
import { causesOf } from '../../src/report/causes.js';
import { consoleReport, paintWith } from '../../src/report/console.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { answers } from '../wrong-servers/harness/faults.js';
import { startFront } from '../wrong-servers/harness/front.js';
import { withFields } from '../wrong-servers/harness/message.js';

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

const timed = cases.filter(({ id }) =>
  /^getServerIdCert\/(?!charset|pem|cors)|^rotateSessionIdCert\/former-is-flagged$/.test(id),
);

async function runWith(seconds: number) {
  const front = await startFront(
    await server.fixture(),
    answers((answer) =>
      withFields(answer, { Date: new Date(Date.now() + seconds * 1000).toUTCString() }),
    ),
  );
  try {
    const report = await runKit({ fixture: front.fixture, cases: timed });
    const failures = report.results.filter(({ outcome }) => outcome === 'failed');
    return { failures, text: consoleReport(report, readRulings(), paintWith(false)) };
  } finally {
    await front.close();
  }
}

test('a Date that is a minute behind is one fault, named first', async () => {
  const { failures, text } = await runWith(-60);
  expect(failures.length).toBeGreaterThan(3);
  expect(causesOf(failures)).toHaveLength(1);
  expect(text).toMatch(/^1\) times do not fit, .*Date.*\n {3}case +\w+\/\S+ /m);
  expect(text).toContain('One fault');
});

test('a Date that is a minute ahead is one fault too', async () => {
  const { failures } = await runWith(60);
  expect(failures.length).toBeGreaterThan(0);
  expect(causesOf(failures)).toHaveLength(1);
});

test('with the right Date no fault is explained by it', async () => {
  const { failures, text } = await runWith(0);
  expect(failures).toEqual([]);
  expect(text).not.toContain('times do not fit');
});
