import type { Expression, Kysely } from 'kysely';
import { prepare } from './prepared.js';
import type { Tables } from './schema.js';

const ofKey = prepare((db, key: Expression<string>) =>
  db.selectFrom('settings').select('value').where('key', '=', key),
);

/** What the server remembers about itself: its domain, the hash of the administrator's token. */
export class Settings {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The value of `key`; undefined where it was never set. */
  async get(key: string): Promise<string | undefined> {
    return (await ofKey.first(this.#db, key))?.value;
  }

  /** Gives `key` a value, whether it has one or not. */
  async set(key: string, value: string): Promise<void> {
    await this.#db.transaction().execute((trx) =>
      trx
        .insertInto('settings')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    );
  }

  /** Takes the value of `key` away, if it has one. */
  async delete(key: string): Promise<void> {
    await this.#db
      .transaction()
      .execute((trx) => trx.deleteFrom('settings').where('key', '=', key).execute());
  }

  /**
   * Gives `key` a value only if it has none. Of several processes that try at once, the first wins.
   *
   * @returns the value that `key` has now, this one or the older one
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
