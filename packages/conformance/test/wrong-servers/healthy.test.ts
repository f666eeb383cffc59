/** The control: the healthy server passes the whole kit behind a front that changes nothing. */
import { expect, test } from 'vitest';
import { wrongServers } from './all.js';
import { certifies } from './harness/certificates.js';
import { none } from './harness/faults.js';
import { startFront } from './harness/front.js';
import { startHealthyServer } from './harness/healthy-servers.js';
import { caseOf, examine, expectHealthy, patience } from './harness/judge.js';

test(
  'the whole kit passes, and each case that must catch a wrong server is run',
  patience,
  async () => {
    const healthy = await startHealthyServer();
    const front = await startFront(await healthy.newFixture(), none);
    try {
      const results = await examine(front.fixture);
      expect(front.mishaps).toEqual([]);
      expectHealthy(results);
      const passed = new Set(
        results.flatMap(({ id, outcome }) => (outcome === 'passed' ? [id] : [])),
      );
      const needed = wrongServers.filter(({ fixture, settings }) => !fixture && !settings);
      expect(needed.filter(({ caughtBy }) => !passed.has(caughtBy))).toEqual([]);
    } finally {
      await front.close();
      await healthy.close();
    }
  },
);

test(
  'certificates that are made anew and have nothing wrong are not what is caught',
  patience,
  async () => {
    const healthy = await startHealthyServer();
    const front = await startFront(healthy.fixture, certifies({}));
    const ids = [
      'getServerIdCert/keeps-the-rules',
      'getServerIdCert/names-its-domain',
      'getActorIdCerts/id-cert-rules',
      'getActorIdCerts/serial-numbers',
      'getActorIdCerts/session-id-narrows',
      'getActorIdCerts/signed-by-the-server',
    ];
    try {
      const results = await examine(front.fixture, ids.map(caseOf));
      expect(results.map(({ outcome, failure }) => failure ?? outcome)).toEqual(
        ids.map(() => 'passed'),
      );
    } finally {
      await front.close();
      await healthy.close();
    }
  },
);
