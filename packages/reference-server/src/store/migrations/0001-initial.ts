import { type ColumnDefinitionBuilder, type Kysely, type Migration, sql } from 'kysely';
import { onPostgres } from '../database/dialect.js';

/** All tables of the first release; `../schema.ts` says what they hold. */
export const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const idType = onPostgres(db) ? 'bigint' : 'integer';
    const id = (column: ColumnDefinitionBuilder) =>
      onPostgres(db)
        ? column.primaryKey().generatedAlwaysAsIdentity()
        : column.primaryKey().autoIncrement();
    const required = (column: ColumnDefinitionBuilder) => column.notNull();
    const session = (column: ColumnDefinitionBuilder) => column.notNull().references('sessions.id');
    const lowerCase = sql<boolean>`fid = lower(fid)`;

    await db.schema
      .createTable('settings')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', required)
      .execute();

    await db.schema
      .createTable('server_identities')
      .addColumn('id', idType, id)
      .addColumn('serial_number', 'text', (column) => column.notNull().unique())
      .addColumn('certificate', 'text', required)
      .addColumn('public_key', 'text', required)
      .addColumn('sealed_private_key', 'text', required)
      .addColumn('not_before', 'bigint', required)
      .addColumn('not_after', 'bigint', required)
      .addColumn('current_from', 'bigint', required)
      .execute();
    await db.schema
      .createIndex('server_identities_by_time')
      .on('server_identities')
      .columns(['current_from', 'id'])
      .execute();

    await db.schema
      .createTable('actors')
      .addColumn('fid', 'text', (column) => column.primaryKey().notNull())
      .addColumn('created_at', 'bigint', required)
      .addCheckConstraint('actors_fid_lower_case', lowerCase)
      .execute();

    await db.schema
      .createTable('sessions')
      .addColumn('id', idType, id)
      .addColumn('fid', 'text', required)
      .addColumn('session_id', 'text', required)
      .addColumn('token_hash', 'text', (column) => column.unique())
      .addColumn('created_at', 'bigint', required)
      .addColumn('ended_at', 'bigint')
      .addColumn('last_event', 'bigint', required)
      .addUniqueConstraint('sessions_by_name', ['fid', 'session_id'])
      .addCheckConstraint('sessions_fid_lower_case', lowerCase)
      .execute();

    await db.schema
      .createTable('id_certs')
      .addColumn('id', idType, id)
      .addColumn('fid', 'text', required)
      .addColumn('session_id', 'text', required)
      .addColumn('serial_number', 'text', required)
      .addColumn('certificate', 'text', required)
      .addColumn('not_before', 'bigint', required)
      .addColumn('not_after', 'bigint', required)
      .addColumn('invalidated_at', 'bigint')
      .addUniqueConstraint('id_certs_by_serial_number', ['fid', 'serial_number'])
      .addCheckConstraint('id_certs_fid_lower_case', lowerCase)
      .execute();
    await db.schema
      .createIndex('id_certs_by_time')
      .on('id_certs')
      .columns(['fid', 'not_before', 'id'])
      .execute();
    await db.schema
      .createIndex('id_certs_current')
      .unique()
      .on('id_certs')
      .columns(['fid', 'session_id'])
      .where(sql.ref('invalidated_at'), 'is', null)
      .execute();

    await db.schema
      .createTable('key_packages')
      .addColumn('id', idType, id)
      .addColumn('session', 'bigint', session)
      .addColumn('last_resort', 'integer', required)
      .addColumn('key_package', 'text', required)
      .addColumn('not_after', 'bigint')
      .execute();
    await db.schema
      .createIndex('key_packages_by_session')
      .on('key_packages')
      .columns(['session', 'last_resort', 'id'])
      .execute();
    await db.schema
      .createIndex('key_packages_by_lifetime')
      .on('key_packages')
      .columns(['session', 'not_after'])
      .execute();
    await db.schema
      .createIndex('key_packages_last_resort')
      .unique()
      .on('key_packages')
      .column('session')
      .where(sql.ref('last_resort'), '=', sql.lit(1))
      .execute();

    await db.schema
      .createTable('key_package_digests')
      .addColumn('digest', 'text', (column) => column.primaryKey().notNull())
      .addColumn('session', 'bigint', session)
      .execute();
    await db.schema
      .createIndex('key_package_digests_by_session')
      .on('key_package_digests')
      .column('session')
      .execute();

    await db.schema
      .createTable('events')
      .addColumn('session', 'bigint', session)
      .addColumn('s', 'bigint', required)
      .addColumn('n', 'text', required)
      .addColumn('op', 'text', required)
      .addColumn('d', 'text', required)
      .addPrimaryKeyConstraint('events_by_number', ['session', 's'])
      .execute();
  },
};
