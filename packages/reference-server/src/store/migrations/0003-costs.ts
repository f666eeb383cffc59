import { type Kysely, type Migration, sql } from 'kysely';
import { expiry } from '../key-packages/expiry.js';

/**
 * Makes costs independent of the database's size: an event for all sessions is one row, and an index finds the next
 * KeyPackage to give out.
 */
export const costs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('broadcasts')
      .addColumn('number', 'bigint', (column) => column.primaryKey().notNull())
      .addColumn('n', 'text', (column) => column.notNull())
      .addColumn('op', 'text', (column) => column.notNull())
      .addColumn('d', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .alterTable('sessions')
      .addColumn('last_broadcast', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();

    await sql`create index key_packages_by_expiry
      on key_packages (session, last_resort, (${expiry}), id)`.execute(db);
    for (const replaced of ['key_packages_by_session', 'key_packages_by_lifetime']) {
      await db.schema.dropIndex(replaced).execute();
    }
  },
};
