import { type ColumnDefinitionBuilder, type Kysely, type Migration, sql } from 'kysely';
import { onPostgres } from '../database/dialect.js';
import { fillIdentityKeys } from '../id-certs/identity-keys.js';
import type { Tables } from '../schema.js';

/** Passwords, invitations, used challenges, and the public keys that sessions have had (R27, R28, R36). */
export const auth: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const required = (column: ColumnDefinitionBuilder) => column.notNull();

    await db.schema.alterTable('actors').addColumn('password_hash', 'text').execute();
    await db.schema.alterTable('actors').addColumn('removed_at', 'bigint').execute();

    await db.schema
      .createTable('invitations')
      .addColumn('id', onPostgres(db) ? 'bigint' : 'integer', (column) =>
        onPostgres(db)
          ? column.primaryKey().generatedAlwaysAsIdentity()
          : column.primaryKey().autoIncrement(),
      )
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_at', 'bigint', required)
      .addColumn('expires_at', 'bigint', required)
      .addColumn('used_by', 'text')
      .execute();

    await db.schema
      .createTable('used_challenges')
      .addColumn('nonce', 'text', (column) => column.primaryKey().notNull())
      .addColumn('expires_at', 'bigint', required)
      .execute();
    await db.schema
      .createIndex('used_challenges_by_expiry')
      .on('used_challenges')
      .columns(['expires_at', 'nonce'])
      .execute();

    await db.schema
      .createTable('identity_keys')
      .addColumn('digest', 'text', (column) => column.primaryKey().notNull())
      .addColumn('fid', 'text', required)
      .addColumn('session_id', 'text', required)
      .addCheckConstraint('identity_keys_fid_lower_case', sql<boolean>`fid = lower(fid)`)
      .execute();
    await fillIdentityKeys(db as Kysely<Tables>);
  },
};
