import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { test } from 'vitest';
import { expectHealthyRuns, options, times } from './harness/healthy-runs.js';

test.skipIf(!hasPostgres)(
  `on PostgreSQL, ${times} (skipped where it is not installed)`,
  options,
  () => expectHealthyRuns(async () => ({ P2CORE_DATABASE: await postgres.newDatabase() })),
);
