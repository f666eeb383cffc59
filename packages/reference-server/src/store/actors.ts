import type { Kysely } from 'kysely';
import type { Tables } from './schema.js';

/** The actors that are registered on this server. FIDs are in lower case, as `parseFid` gives them. */
export class Actors {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Registers an actor.
   *
   * @param createdAt seconds since the epoch
   * @returns false where the FID is taken
   */
  async add(fid: string, createdAt: number): Promise<boolean> {
    const added = await this.#db.transaction().execute((trx) =>
      trx
        .insertInto('actors')
        .values({ fid, createdAt })
        .onConflict((conflict) => conflict.column('fid').doNothing())
        .returning('fid')
        .executeTakeFirst(),
    );
    return added !== undefined;
  }

  /** Whether the actor is registered here; a foreign actor with a session here is not (R9). */
  async exists(fid: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('actors')
      .select('fid')
      .where('fid', '=', fid)
      .executeTakeFirst();
    return row !== undefined;
  }
}
