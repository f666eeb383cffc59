/** The control: the server that nothing is wrong with, loaded as the mutants are, passes the whole kit again and again. */
import { expect, test } from 'vitest';
import { findPostgres, startPostgres } from '../../../reference-server/test/store/postgres.js';
import { healthy } from './harness/hooks.js';
import { examine } from './harness/judge.js';
import { ServerHost } from './harness/server-host.js';

const runs = Number(process.env.P2CORE_HEALTHY_RUNS ?? 2);
const patience = { timeout: runs * 120_000 };

async function expectHealthy(newDatabase: () => Promise<string | undefined>): Promise<void> {
  const host = await ServerHost.start();
  try {
    for (let run = 1; run <= runs; run += 1) {
      const results = await examine(await host.serve(healthy, await newDatabase()));
      const failed = results.filter(({ outcome }) => outcome === 'failed');
      const skipped = results.filter(({ outcome }) => outcome === 'skipped');
      console.log(
        `run ${run}: ${failed.length} of ${results.length} cases failed, skipped: ${skipped.map(({ id, reason }) => `${id}, for ${reason}`).join('; ')}`,
      );
      expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
    }
  } finally {
    await host.stop();
  }
}

test(`on SQLite, ${runs} times`, patience, () => expectHealthy(async () => undefined));

const programs = findPostgres();

test.skipIf(programs === undefined)(
  `on PostgreSQL, ${runs} times (skipped where it is not installed)`,
  patience,
  async () => {
    const postgres = await startPostgres(programs ?? '');
    try {
      await expectHealthy(() => postgres.newDatabase());
    } finally {
      await postgres.stop();
    }
  },
);
