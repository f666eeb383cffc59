import { statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { closingLine } from './scripts/test/support/closing-line.js';

const longTests = '**/*.long.test.ts';

/** What has tests of both tiers in its folder `test`. */
const tested = '{bench,packages/*,scripts}/test';

/** Long tests that replace what others use, turn the clock, or measure memory: each file needs a process of its own. */
const longAlone = [
  'packages/reference-server/test/auth/guessing.long.test.ts',
  'packages/reference-server/test/faults/sqlite.long.test.ts',
  'packages/reference-server/test/federation/strangers.long.test.ts',
  'packages/server/test/fuzz/memory.long.test.ts',
];

/**
 * How often the kit judges a healthy server on each database, besides its other whole runs: ten times in CI. Servers
 * that tests start would warn of a variable that is none of theirs.
 */
const healthyRuns = Number(process.env.P2CORE_HEALTHY_RUNS ?? 0);
delete process.env.P2CORE_HEALTHY_RUNS;

/** The longest tests begin first: the last to begin would keep one worker busy while the others have nothing left to do. */
const longest = [
  'wrong-servers/healthy.test',
  'wrong-servers/wrong-servers.test',
  'client/test/node.test',
  'run/secrets.test',
  'hostile/hostile.test',
  'wrong-servers/healthy-',
  'snippets/snippets',
  'auth/guessing',
  'fuzz/memory',
  'faults/sqlite',
  'federation/strangers',
  'store/postgres',
  'run/every-case',
  'test/examples-to-copy',
  'hostile/hostile.long',
  'site/accessibility',
  'run/behind-proxies',
  'site/pages',
  'bench/test/cost',
  'faults/postgres',
  'run/different-servers',
  'wrong-servers/wrong-servers.long',
  'durability/lost-answers',
  'durability/pops',
  'run/one-fault',
  'durability/kill',
  'federation/hostile-log-ins',
  'test/packages',
  'operator/backup',
  'wrong-servers/new-pages',
  'operator/running',
  'store/costs',
  'http/second-opinion.long',
  'listen/slow',
  'fuzz/fuzz.long',
  'site/try-it',
  'site/swagger-ui',
  'test/chromium',
  'contract/generate.long',
  'hostile/slow',
  'cli/clock',
  'run/other-connections',
  'auth/processes',
  'test/deploy',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.includes(`/${name}`));
      return index === -1 ? longest.length : index;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const memory = '/dev/shm';
const gibibyte = 2 ** 30;

/** Where tests keep their databases: in memory where there is room, for each commit to SQLite waits for the disk. */
function temporaryFolder(room: number): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > room ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const short = { include: [`${tested}/**/*.test.ts`], env: { TMPDIR: temporaryFolder(gibibyte) } };

const long = {
  // These wait for processes and browsers, too.
  maxWorkers: availableParallelism() + 2,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  env: { TMPDIR: temporaryFolder(4 * gibibyte) },
  sequence: { groupOrder: 1 },
};

/** The two tiers: `pnpm test` runs `short`, `pnpm test:long` the others. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine takes longer than the second that vitest waits for what is polled.
    expect: { poll: { timeout: 20_000 } },
    // Tests wait for time-outs: one worker more than processors keeps these busy.
    maxWorkers: availableParallelism() + 1,
    reporters: ['default', closingLine],
    sequence: { sequencer: LongestFirst },
    // Node reads what is built: it needs no transformation.
    server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
    projects: [
      {
        extends: true,
        test: {
          ...short,
          name: 'short',
          exclude: [...configDefaults.exclude, longTests],
          isolate: false,
          setupFiles: 'vitest.setup.ts',
        },
      },
      {
        extends: true,
        test: {
          ...long,
          name: 'long',
          provide: { healthyRuns },
          include: [`${tested}/${longTests}`],
          exclude: [...configDefaults.exclude, ...longAlone],
          globalSetup: [
            'testing/src/shared-postgres.setup.ts',
            'scripts/test/support/registry.setup.ts',
          ],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { ...long, name: 'long-alone', include: longAlone },
      },
    ],
  },
});
