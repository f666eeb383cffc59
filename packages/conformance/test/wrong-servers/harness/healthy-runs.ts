import { inject } from 'vitest';
import { startHealthyServer } from '../../support/healthy-server.js';
import { examine, expectHealthy } from './judge.js';

declare module 'vitest' {
  interface ProvidedContext {
    healthyRuns: number;
  }
}

/** How often the whole kit is run on each database. */
export const runs = inject('healthyRuns');

/** The time that these runs may take. */
export const patience = { timeout: runs * 120_000 };

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
