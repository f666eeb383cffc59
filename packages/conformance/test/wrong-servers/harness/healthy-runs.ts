import { inject } from 'vitest';
import { startHealthyServer } from '../../support/healthy-server.js';
import { examine, expectHealthy } from './judge.js';

declare module 'vitest' {
  interface ProvidedContext {
    healthyRuns: number;
  }
}

/** How often the whole kit is run on each database. */
const runs = inject('healthyRuns');

/** How often, in words, for the name of a test. */
export const times =
  runs > 0 ? `${runs} times` : 'as often as P2CORE_HEALTHY_RUNS says, which is not set (skipped)';

/** Where no number is set, nothing is tried: `run/every-case` has a whole run on each database. */
export const options = { timeout: runs * 120_000, skip: runs === 0 };

/** Runs the control several times, each with a new server, and expects no failure. */
export async function expectHealthyRuns(
  newSettings: () => Promise<NodeJS.ProcessEnv>,
): Promise<void> {
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
