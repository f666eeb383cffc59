/** The kit against a server that asks for a second factor (R41). */
import { afterAll, expect, test } from 'vitest';
import { selectCases } from '../../src/catalogue/select-cases.js';
import { summary } from '../support/every-case.js';
import { startHealthyServer } from '../support/healthy-server.js';
import { cases, examine, patience } from '../wrong-servers/harness/judge.js';

const chosen = selectCases(cases, [
  '*/*second-factor*',
  'deleteSession/by-query',
  'rotateSessionIdCert/happy',
  'deleteKeyMaterial/takes-it-away',
]);

const healthy = await startHealthyServer({ P2CORE_SECOND_FACTOR: 'password' });
afterAll(() => healthy.close());

test('it sends the right factor, and expects wrong ones to be refused', patience, async () => {
  const results = await examine(await healthy.fixture(), chosen);
  expect(results.filter(({ outcome }) => outcome !== 'passed').map(summary)).toEqual([]);
  expect(results.length).toBeGreaterThan(6);
});

test(
  'without a secondFactor in the fixture it says that the fixture lacks it',
  patience,
  async () => {
    const { secondFactor: _, ...fixture } = await healthy.fixture();
    const results = await examine(fixture, selectCases(cases, ['rotateSessionIdCert/*']));
    expect(results.filter(({ outcome }) => outcome === 'failed').map(summary)).toEqual([]);
    const reasons = results.map(({ reason }) => reason);
    expect(reasons).toContain(
      'the server asks for a second factor, and the fixture gives no secondFactor',
    );
  },
);
