import { test } from 'vitest';
import { hasPostgres, postgres } from '../../../reference-server/test/store/shared-postgres.js';
import { expectEveryCasePassed } from '../support/every-case.js';

test.skipIf(!hasPostgres)(
  'on PostgreSQL, the reference server passes every case, and none is skipped without need',
  { timeout: 300_000 },
  async () => expectEveryCasePassed({ P2CORE_DATABASE: await postgres.newDatabase() }),
);
