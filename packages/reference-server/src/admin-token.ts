import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from './config.js';
import { writeSecretFile } from './secret-file.js';
import { adminTokenSetting } from './sessions/principal.js';
import { createToken, hashToken } from './sessions/tokens.js';
import type { Store } from './store/store.js';

/**
 * Sets the administrator's token: that of the configuration, or at the first start a new one. A new one is returned, so
 * that it can be shown once.
 *
 * @param file where a new token is also written, before it becomes valid, so that it cannot be lost
 */
export async function ensureAdminToken(
  { adminToken }: Config,
  { settings }: Store,
  file?: string,
): Promise<string | undefined> {
  if (adminToken !== undefined) {
    await settings.set(adminTokenSetting, hashToken(adminToken));
    return undefined;
  }
  if ((await settings.get(adminTokenSetting)) !== undefined) return undefined;
  const token = createToken();
  const hash = hashToken(token);
  if (file === undefined) return (await setOnce(settings, hash)) ? token : undefined;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeSecretFile(draft, `${token}\n`);
    if (!(await setOnce(settings, hash))) return undefined;
    await rename(draft, file).catch(async (error) => {
      await settings.delete(adminTokenSetting);
      throw error;
    });
    return token;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Of two processes that start at once, only one sets the token. */
async function setOnce(settings: Store['settings'], hash: string): Promise<boolean> {
  return (await settings.setOnce(adminTokenSetting, hash)) === hash;
}
