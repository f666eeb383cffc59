import type { Logger } from '@p2core/server';
import type { ReferenceServer } from '../reference-server.js';

/**
 * Checks whether the database can be read and written and the server's certificate is valid. Simultaneous calls share
 * one check.
 */
export function isReady(
  { store, identities }: Pick<ReferenceServer, 'store' | 'identities'>,
  logger: Logger,
): () => Promise<boolean> {
  let looking: Promise<boolean> | undefined;

  async function look(): Promise<boolean> {
    try {
      await store.probe();
      return (await identities.validAt(undefined)) !== undefined;
    } catch (error) {
      logger.error({ err: error }, 'not ready');
      return false;
    } finally {
      looking = undefined;
    }
  }

  return () => {
    looking ??= look();
    return looking;
  };
}
