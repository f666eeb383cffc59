import type { Expression, Kysely } from 'kysely';
import { prepare } from './prepared.js';
import type { Tables } from './schema.js';

const registered = prepare((db, fid: Expression<string>) =>
  db.selectFrom('actors').select('fid').where('fid', '=', fid),
);

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

  /** Whether the actor is registered here. A foreign actor with a session here is not (R9). */
  async exists(fid: string): Promise<boolean> {
    return (await registered.first(this.#db, fid)) !== undefined;
  }
}
