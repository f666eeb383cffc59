import { type Kysely, type Migration, sql } from 'kysely';
import type { Tables } from '../schema.js';
import { fillSessionLife } from '../sessions/session-life.js';

/** When sessions end and home servers are asked again (R39), and when ID-Certs were recorded (R22). */
export const sessionLife: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const column of ['ends_at', 'ask_home_at', 'not_askable_since']) {
      await db.schema.alterTable('sessions').addColumn(column, 'bigint').execute();
    }
    await db.schema
      .alterTable('id_certs')
      .addColumn('recorded_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    // No longer unique: an expired certificate is not flagged, and its session's ID may be used again (R39).
    await db.schema.dropIndex('id_certs_current').execute();
    await db.schema
      .createIndex('id_certs_current')
      .on('id_certs')
      .columns(['fid', 'session_id'])
      .where(sql.ref('invalidated_at'), 'is', null)
      .execute();
    await db.schema
      .createIndex('id_certs_by_recording')
      .on('id_certs')
      .columns(['fid', 'session_id', 'recorded_at'])
      .execute();
    await fillSessionLife(db as Kysely<Tables>);
  },
};
