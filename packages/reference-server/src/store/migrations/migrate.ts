import { type Kysely, Migrator } from 'kysely';
import type { Tables } from '../schema.js';
import { initial } from './0001-initial.js';
import { sessionLife } from './0002-session-life.js';
import { costs } from './0003-costs.js';

/** In the order in which they run. A migration that was released is never changed; a new one is added below. */
const migrations = {
  '0001-initial': initial,
  '0002-session-life': sessionLife,
  '0003-costs': costs,
};

/**
 * Brings a database to the present schema. All missing migrations run in one transaction, under a lock, so that
 * several processes may start at once and none ever sees half of it.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
