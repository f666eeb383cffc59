/** The control again and again, and on PostgreSQL too. */
import { test } from 'vitest';
import { hasPostgres, postgres } from '../../../reference-server/test/store/shared-postgres.js';
import { startHealthyServer } from '../support/healthy-server.js';
import { examine, expectHealthy } from './harness/judge.js';

const runs = Number(process.env.P2CORE_HEALTHY_RUNS ?? 2);
const patience = { timeout: runs * 120_000 };

async function expectHealthyRuns(newSettings: () => Promise<NodeJS.ProcessEnv>): Promise<void> {
  for (let run = 1; run <= runs; run += 1) {
    const healthy = await startHealthyServer(await newSettings());
    try {
      const results = await examine(await healthy.fixture());
      const skipped = results.filter(({ outcome }) => outcome === 'skipped');
      const reasons = skipped.map(({ id, reason }) => `${id}, for ${reason}`).join('; ');
      console.log(`run ${run} of ${results.length} cases, skipped: ${reasons}`);
      expectHealthy(results);
    } finally {
      await healthy.close();
    }
  }
}

test(`on SQLite, ${runs} times`, patience, () => expectHealthyRuns(async () => ({})));

test.skipIf(!hasPostgres)(
  `on PostgreSQL, ${runs} times (skipped where it is not installed)`,
  patience,
  () => expectHealthyRuns(async () => ({ P2CORE_DATABASE: await postgres.newDatabase() })),
);
