import { type ColumnDefinitionBuilder, type Kysely, type Migration, sql } from 'kysely';
import { onPostgres } from '../database/dialect.js';

/** What the operations for home actors keep: renewals (R30), key material (R32), init keys (R34), and budgets (R17). */
export const home: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const required = (column: ColumnDefinitionBuilder) => column.notNull();

    await db.schema
      .createTable('renewals')
      .addColumn('id', onPostgres(db) ? 'bigint' : 'integer', (column) =>
        onPostgres(db)
          ? column.primaryKey().generatedAlwaysAsIdentity()
          : column.primaryKey().autoIncrement(),
      )
      .addColumn('session', 'bigint', (column) => column.notNull().references('sessions.id'))
      .addColumn('renewed_at', 'bigint', required)
      .addColumn('csr_digest', 'text', required)
      .addColumn('former_token_hash', 'text', (column) => column.unique())
      .addColumn('sealed_answer', 'text')
      .execute();
    await db.schema
      .createIndex('renewals_by_session')
      .on('renewals')
      .columns(['session', 'renewed_at'])
      .execute();
    await db.schema
      .createIndex('renewals_unconfirmed')
      .unique()
      .on('renewals')
      .column('session')
      .where(sql.ref('former_token_hash'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('renewals_unconfirmed_by_time')
      .on('renewals')
      .column('renewed_at')
      .where(sql.ref('former_token_hash'), 'is not', null)
      .execute();

    await db.schema
      .createTable('key_material')
      .addColumn('fid', 'text', required)
      .addColumn('serial_number', 'text', required)
      .addColumn('key_data', 'text', required)
      .addPrimaryKeyConstraint('key_material_by_serial_number', ['fid', 'serial_number'])
      .addCheckConstraint('key_material_fid_lower_case', sql<boolean>`fid = lower(fid)`)
      .execute();

    await db.schema
      .createTable('key_package_budgets')
      .addColumn('fid', 'text', required)
      .addColumn('taker', 'text', required)
      .addColumn('since', 'bigint', required)
      .addColumn('taken', 'bigint', required)
      .addPrimaryKeyConstraint('key_package_budgets_by_taker', ['fid', 'taker'])
      .execute();
    await db.schema
      .createIndex('key_package_budgets_by_time')
      .on('key_package_budgets')
      .columns(['fid', 'since'])
      .execute();

    // An init_key stays known when its session has ended, so that the digests no longer name a session.
    await db.schema
      .createTable('known_digests')
      .addColumn('digest', 'text', (column) => column.primaryKey().notNull())
      .execute();
    await sql`insert into known_digests select digest from key_package_digests`.execute(db);
    await db.schema.dropTable('key_package_digests').execute();
    await db.schema.alterTable('known_digests').renameTo('key_package_digests').execute();
  },
};
