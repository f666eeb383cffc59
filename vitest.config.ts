import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

const longTests = '**/*.long.test.ts';

/** What has tests of both tiers in its folder `test`. */
const tested = '{bench,packages/*,scripts}/test';

/** The two tiers: `pnpm test` runs the short one, `pnpm test:long` the other. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'short',
          include: [`${tested}/**/*.test.ts`],
          exclude: [...configDefaults.exclude, longTests],
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [`${tested}/${longTests}`],
          globalSetup: 'packages/reference-server/test/store/shared-postgres.setup.ts',
        },
      },
    ],
  },
});
