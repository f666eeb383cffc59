import type { Kysely, Transaction } from 'kysely';
import { InvitationError } from '../errors.js';
import type { Tables } from '../schema.js';

/** An invitation to register, as operators see it. Times are seconds since the epoch. */
export interface Invitation {
  readonly id: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The FID of the actor that registered with it. */
  readonly usedBy: string | null;
}

/** Invitations to register (R27). */
export class Invitations {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Adds an invitation.
   *
   * @param hash SHA-256 of the invitation, lower-case hex
   * @returns its number
   */
  async add(invitation: { hash: string; createdAt: number; expiresAt: number }): Promise<number> {
    const { id } = await this.#db.transaction().execute((trx) =>
      trx
        .insertInto('invitations')
        .values({ ...invitation, usedBy: null })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    return id;
  }

  /** Whether an invitation is good at a time: it was not used or revoked, and has not run out. */
  async isGood(hash: string, at: number): Promise<boolean> {
    const found = await this.#db
      .selectFrom('invitations')
      .select('id')
      .where('hash', '=', hash)
      .where('usedBy', 'is', null)
      .where('expiresAt', '>=', at)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** All invitations, those that were used or have run out included, the oldest first. */
  async list(): Promise<Invitation[]> {
    return this.#db
      .selectFrom('invitations')
      .select(['id', 'createdAt', 'expiresAt', 'usedBy'])
      .orderBy('id')
      .execute();
  }

  /**
   * Revokes an invitation.
   *
   * @returns false where there is no such invitation, or it was used
   */
  async revoke(id: number): Promise<boolean> {
    const revoked = await this.#db
      .transaction()
      .execute((trx) =>
        trx
          .deleteFrom('invitations')
          .where('id', '=', id)
          .where('usedBy', 'is', null)
          .returning('id')
          .executeTakeFirst(),
      );
    return revoked !== undefined;
  }
}

/**
 * Uses an invitation up for an actor.
 *
 * @throws {InvitationError} where it is not good at that time
 */
export async function useInvitation(
  trx: Transaction<Tables>,
  { hash, usedBy, at }: { hash: string; usedBy: string; at: number },
): Promise<void> {
  const used = await trx
    .updateTable('invitations')
    .set({ usedBy })
    .where('hash', '=', hash)
    .where('usedBy', 'is', null)
    .where('expiresAt', '>=', at)
    .returning('id')
    .executeTakeFirst();
  if (used === undefined) throw new InvitationError();
}
