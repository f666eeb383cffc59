/** The kit against a server that asks for a second factor (R41), which the fixture names. */
import { expect, test } from 'vitest';
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

test('it gives the right one, and finds wrong ones refused', patience, async () => {
  const healthy = await startHealthyServer({ P2CORE_SECOND_FACTOR: 'password' });
  try {
    const results = await examine(await healthy.fixture(), chosen);
    expect(results.filter(({ outcome }) => outcome !== 'passed').map(summary)).toEqual([]);
    expect(results.length).toBeGreaterThan(6);
  } finally {
    await healthy.close();
  }
});
