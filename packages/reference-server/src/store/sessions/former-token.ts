import type { Transaction } from 'kysely';
import type { Tables } from '../schema.js';

/** For how many seconds the former token of a renewed session lives, at most (R30). */
export const formerTokenLives = 10 * 60;

/** What a renewal keeps after its former token has ended: neither the token's hash nor the answer. */
export const forgotten = { formerTokenHash: null, sealedAnswer: null } as const;

/** Ends the former token of a session that this transaction has locked. Whatever ends its token does this too. */
export async function endFormerToken(trx: Transaction<Tables>, session: number): Promise<void> {
  await trx
    .updateTable('renewals')
    .set(forgotten)
    .where('session', '=', session)
    .where('formerTokenHash', 'is not', null)
    .execute();
}
