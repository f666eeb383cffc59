/** The whole kit against a server in a process of its own, on each database. */

import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { test } from 'vitest';
import { expectEveryCasePassed } from '../support/every-case.js';
import { runKit } from '../support/kit.js';
import { startTestedServer } from '../support/tested-server.js';

const patience = { timeout: 300_000 };

async function expectHealthy(env: NodeJS.ProcessEnv): Promise<void> {
  const server = await startTestedServer(env);
  try {
    const { results, milliseconds } = await runKit({ fixture: server.fixture });
    console.log(`${results.length} cases in ${(milliseconds / 1000).toFixed(1)} s`);
    expectEveryCasePassed(results);
  } finally {
    await server.close();
  }
}

test('on SQLite, every case passes, and none is skipped without a listed reason', patience, () =>
  expectHealthy({}),
);

test.skipIf(!hasPostgres)(
  'on PostgreSQL, every case passes, and none is skipped without a listed reason',
  patience,
  async () => expectHealthy({ P2CORE_DATABASE: await postgres.newDatabase() }),
);
