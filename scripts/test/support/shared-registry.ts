import { join } from 'node:path';
import { inject } from 'vitest';

const { folder, url } = inject('registry');

/** Makes npm take the packages of this workspace from the shared registry. Others come from its usual one. */
export const npmEnv = {
  npm_config_globalconfig: join(folder, 'npmrc'),
  npm_config_cache: join(folder, 'cache'),
  npm_config_prefer_offline: 'true',
  npm_config_yes: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  // By default npm waits five minutes for an answer of its registry before it asks again: as long as a whole test.
  npm_config_fetch_timeout: '30000',
} as const;

/** The paths of the packages' tarballs, by name. The first caller waits until they are packed. */
export async function tarballs(): Promise<Map<string, string>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(await response.text());
  return new Map(Object.entries((await response.json()) as Record<string, string>));
}
