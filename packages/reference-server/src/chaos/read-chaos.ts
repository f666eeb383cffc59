import { ConfigError } from '../config.js';
import type { ChaosOptions } from './chaos.js';
import { type Kind, kinds } from './kinds.js';

/** The names that `--chaos` takes. */
export const kindNames = Object.keys(kinds) as Kind[];

/** Reads `--chaos` and `--seed`. Throws a `ConfigError` for an unknown kind, a seed that is not a number, or a seed alone. */
export function readChaos({
  chaos,
  seed,
}: {
  chaos?: string;
  seed?: string;
}): ChaosOptions | undefined {
  if (chaos === undefined) {
    if (seed !== undefined) throw new ConfigError('--seed goes with --chaos');
    return undefined;
  }
  const wanted = chaos.split(',');
  const unknown = wanted.filter((name) => !(kindNames as string[]).includes(name));
  if (unknown.length > 0) {
    throw new ConfigError(
      `--chaos knows ${kindNames.join(', ')}; not ${unknown.map((name) => `"${name}"`).join(', ')}`,
    );
  }
  if (!/^\d+$/.test(seed ?? '0')) {
    throw new ConfigError(`--seed must be a number, not "${seed}"`);
  }
  return { kinds: wanted as Kind[], seed: Number(seed ?? 0) };
}
