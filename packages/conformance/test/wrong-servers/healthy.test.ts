/**
 * The control: the front without a fault passes every case, so that a failed case is due to the fault. It makes the free
 * choices of another make, so that no case demands those of the reference server.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Case } from '../../src/catalogue/case.js';
import type { CaseResult } from '../../src/report/result.js';
import { expectEveryCasePassed } from '../support/every-case.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { wrongServers } from './all.js';
import { certifies } from './harness/certificates.js';
import { startFront } from './harness/front.js';
import { caseOf, cases, examine, patience } from './harness/judge.js';
import { otherMake } from './harness/other-make.js';
import type { NewFault } from './wrong-server.js';

let healthy: HealthyServer;
beforeAll(async () => {
  healthy = await startHealthyServer();
});
afterAll(() => healthy.close());

async function resultsBehind(fault: NewFault, some: readonly Case[]): Promise<CaseResult[]> {
  const front = await startFront(await healthy.fixture(), fault);
  try {
    const results = await examine(front.fixture, some);
    expect(front.mishaps).toEqual([]);
    return results;
  } finally {
    await front.close();
  }
}

test('replaced certificates without a fault pass', patience, async () => {
  const ids = [
    'getServerIdCert/keeps-the-rules',
    'getServerIdCert/names-its-domain',
    'getActorIdCerts/id-cert-rules',
    'getActorIdCerts/serial-numbers',
    'getActorIdCerts/session-id-narrows',
    'getActorIdCerts/signed-by-the-server',
  ];
  const results = await resultsBehind(certifies({}), ids.map(caseOf));
  expect(results.map(({ outcome, failure }) => failure ?? outcome)).toEqual(
    ids.map(() => 'passed'),
  );
});

test('behind a front with other free choices every case passes, and none is skipped without a listed reason', {
  timeout: 600_000,
}, async () => {
  const results = await resultsBehind(otherMake, cases);
  expectEveryCasePassed(results);
  const passed = new Set(results.flatMap(({ id, outcome }) => (outcome === 'passed' ? [id] : [])));
  const needed = wrongServers.filter(({ fixture, settings }) => !fixture && !settings);
  expect(needed.filter(({ caughtBy }) => !passed.has(caughtBy))).toEqual([]);
});
