import type { Expression, Kysely, Transaction } from 'kysely';
import { prepare } from '../database/prepared.js';
import type { Tables } from '../schema.js';

/** How many ordinary KeyPackages of one actor somebody may take within an hour (R17). */
export interface Budget {
  /** An actor, or `@` and the domain of foreign actors. */
  readonly taker: string;
  readonly most: number;
}

const hour = 60 * 60;

const spentBy = prepare(
  (db, fid: Expression<string>, taker: Expression<string>, after: Expression<number>) =>
    db
      .selectFrom('keyPackageBudgets')
      .select('taken')
      .where('fid', '=', fid)
      .where('taker', '=', taker)
      .where('since', '>', after),
);

const forgetOld = prepare((db, fid: Expression<string>, after: Expression<number>) =>
  db.deleteFrom('keyPackageBudgets').where('fid', '=', fid).where('since', '<=', after),
);

const spend = prepare(
  (
    db,
    fid: Expression<string>,
    taker: Expression<string>,
    since: Expression<number>,
    taken: Expression<number>,
  ) =>
    db
      .insertInto('keyPackageBudgets')
      .values({ fid, taker, since, taken })
      .onConflict((conflict) =>
        conflict.columns(['fid', 'taker']).doUpdateSet((eb) => ({
          taken: eb('keyPackageBudgets.taken', '+', eb.ref('excluded.taken')),
        })),
      ),
);

/** How many ordinary KeyPackages of an actor all these budgets leave at a time. */
export async function leftOf(
  db: Kysely<Tables>,
  fid: string,
  budgets: readonly Budget[],
  at: number,
): Promise<number> {
  let left = Number.POSITIVE_INFINITY;
  for (const { taker, most } of budgets) {
    const { taken } = (await spentBy.first(db, fid, taker, at - hour)) ?? { taken: 0 };
    left = Math.min(left, most - taken);
  }
  return Math.max(0, left);
}

/** Counts ordinary KeyPackages that were taken. An hour begins with the first of them. */
export async function spendBudgets(
  trx: Transaction<Tables>,
  fid: string,
  budgets: readonly Budget[],
  count: number,
  at: number,
): Promise<void> {
  if (budgets.length === 0 || count === 0) return;
  await forgetOld.all(trx, fid, at - hour);
  for (const { taker } of budgets) await spend.all(trx, fid, taker, at, count);
}
