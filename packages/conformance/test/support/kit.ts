import { type Case, loadCases, type RunOptions, run } from '@p2core/conformance';

/** All cases. */
export const cases: readonly Case[] = await loadCases();

/** Runs the kit, all cases unless `options` says otherwise. */
export function runKit(options: Partial<RunOptions> & Pick<RunOptions, 'fixture'>) {
  return run({ cases, seed: 1, timeout: 20_000, concurrency: 4, readOnly: false, ...options });
}
