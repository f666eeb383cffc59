import { ConfigError } from '../config.js';
import type { ChaosOptions } from './chaos.js';
import { type Kind, kinds } from './kinds.js';

/** The names that `--chaos` takes. */
export const kindNames = Object.keys(kinds) as Kind[];

/** Reads `--chaos` and `--seed`. Throws a `ConfigError` for an unknown kind, or a seed that is not a number. */
export function readChaos({
  chaos,
  seed,
}: {
  chaos?: string;
  seed: string;
}): ChaosOptions | undefined {
  if (chaos === undefined) return undefined;
  const wanted = chaos.split(',');
  const unknown = wanted.filter((name) => !(kindNames as string[]).includes(name));
  if (unknown.length > 0) {
    throw new ConfigError(`--chaos knows ${kindNames.join(', ')}; not ${unknown.join(', ')}`);
  }
  if (!/^\d+$/.test(seed)) throw new ConfigError(`--seed must be a number, not "${seed}"`);
  return { kinds: wanted as Kind[], seed: Number(seed) };
}
