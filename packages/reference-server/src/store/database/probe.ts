import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../schema.js';

/** Larger than a page of the database, so that a full disk is noticed. */
const value = '.'.repeat(8192);

/** Writes something and removes it again. */
export async function probe(db: Kysely<Tables>): Promise<void> {
  const key = `probe ${randomUUID()}`;
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('settings').values({ key, value }).execute();
    await trx.deleteFrom('settings').where('key', '=', key).execute();
  });
}
