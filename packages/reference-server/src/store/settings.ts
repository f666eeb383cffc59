import type { Expression, Kysely } from 'kysely';
import { prepare } from './database/prepared.js';
import type { Tables } from './schema.js';

const ofKey = prepare((db, key: Expression<string>) =>
  db.selectFrom('settings').select('value').where('key', '=', key),
);

/** The settings of the server: its domain, the hash of the administrator's token. */
export class Settings {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The value of `key`; undefined where it was never set. */
  async get(key: string): Promise<string | undefined> {
    return (await ofKey.first(this.#db, key))?.value;
  }

  /** Sets the value of `key`. */
  async set(key: string, value: string): Promise<void> {
    await this.#db.transaction().execute((trx) =>
      trx
        .insertInto('settings')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    );
  }

  /** Deletes the value of `key`, if it has one. */
  async delete(key: string): Promise<void> {
    await this.#db
      .transaction()
      .execute((trx) => trx.deleteFrom('settings').where('key', '=', key).execute());
  }

  /**
   * Sets the value of `key` only if it has none. Of several processes at once, the first wins.
   *
   * @returns the value of `key` afterwards
   */
  async setOnce(key: string, value: string): Promise<string> {
    return this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('settings')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
      const row = await trx
        .selectFrom('settings')
        .select('value')
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      return row.value;
    });
  }
}
