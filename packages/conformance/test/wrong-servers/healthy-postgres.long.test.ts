import { test } from 'vitest';
import { hasPostgres, postgres } from '../../../reference-server/test/store/shared-postgres.js';
import { expectHealthyRuns, patience, runs } from './harness/healthy-runs.js';

test.skipIf(!hasPostgres)(
  `on PostgreSQL, ${runs} times (skipped where it is not installed)`,
  patience,
  () => expectHealthyRuns(async () => ({ P2CORE_DATABASE: await postgres.newDatabase() })),
);
