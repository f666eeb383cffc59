import type { Expression, Kysely } from 'kysely';
import { onPostgres } from './database/dialect.js';
import { prepare } from './database/prepared.js';
import type { Tables } from './schema.js';

/** Another process's clock may be behind by this many seconds: until then it takes a challenge that has run out here. */
const keptAfterEnd = 600;

/** Each use deletes up to this many that have run out, so that they do not pile up. */
const deletedAtOnce = 16;

const insert = prepare((db, nonce: Expression<string>, expiresAt: Expression<number>) =>
  db
    .insertInto('usedChallenges')
    .values({ nonce, expiresAt })
    .onConflict((conflict) => conflict.column('nonce').doNothing())
    .returning('nonce'),
);

const deleteEnded = prepare((db, before: Expression<number>) =>
  db.deleteFrom('usedChallenges').where('nonce', 'in', (eb) =>
    eb
      .selectFrom('usedChallenges')
      .select('nonce')
      .where('expiresAt', '<', before)
      .orderBy('expiresAt')
      .limit(deletedAtOnce)
      .$if(onPostgres(db), (query) => query.forUpdate().skipLocked()),
  ),
);

/** The challenges that `identify` has used up (R36). */
export class UsedChallenges {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Uses a challenge up, for all processes.
   *
   * @param nonce lower-case hex
   * @param expiresAt seconds since the epoch
   * @returns false where it was used before
   */
  async useUp(nonce: string, expiresAt: number, at: number): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const used = await insert.first(trx, nonce, expiresAt);
      await deleteEnded.all(trx, at - keptAfterEnd);
      return used !== undefined;
    });
  }
}
