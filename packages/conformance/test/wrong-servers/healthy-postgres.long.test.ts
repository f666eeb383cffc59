import { test } from 'vitest';
import { hasPostgres, postgres } from '../../../reference-server/test/store/shared-postgres.js';
import { expectHealthyRuns, options, times } from './harness/healthy-runs.js';

test.skipIf(!hasPostgres)(
  `on PostgreSQL, ${times} (skipped where it is not installed)`,
  options,
  () => expectHealthyRuns(async () => ({ P2CORE_DATABASE: await postgres.newDatabase() })),
);
