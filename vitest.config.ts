import { statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

const longTests = '**/*.long.test.ts';

/** What has tests of both tiers in its folder `test`. */
const tested = '{bench,packages/*,scripts}/test';

/** Short tests that turn the clock, or start servers at a time of their own: each file needs a process of its own. */
const alone = [
  'packages/reference-server/test/operator/*.test.ts',
  'packages/reference-server/test/federation/{look-ups,session-life}.test.ts',
  'packages/reference-server/test/http/{actor-id-certs,caching,foreign-id-cert,rotate-server-identity-key,server-identity,update-session-id-cert}.test.ts',
  'packages/reference-server/test/limits/identities.test.ts',
  'scripts/test/examples-key-packages.test.ts',
];

const memory = '/dev/shm';

/** Where the short tier keeps its databases: in memory where there is room, for each commit to SQLite waits for the disk. */
function temporaryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 2 ** 30 ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const short = { include: [`${tested}/**/*.test.ts`], env: { TMPDIR: temporaryFolder() } };

/** The two tiers: `pnpm test` runs `short` and `short-alone`, `pnpm test:long` the other. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          ...short,
          name: 'short',
          exclude: [...configDefaults.exclude, longTests, ...alone],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...short,
          name: 'short-alone',
          include: alone,
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
