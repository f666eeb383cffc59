import type { Kysely, Transaction } from 'kysely';
import { lockActor } from '../database/dialect.js';
import { FidTakenError } from '../errors.js';
import type { Tables } from '../schema.js';
import { endSessionsOf } from '../sessions/end-session.js';
import { useInvitation } from './invitations.js';
import { isActive, registeredActor } from './registered.js';

/** A registered actor, as operators see it. Times are seconds since the epoch. */
export interface Actor {
  readonly fid: string;
  readonly createdAt: number;
  readonly hasPassword: boolean;
  /** null where it was not removed. */
  readonly removedAt: number | null;
}

/** An actor that registers by itself. */
interface Registration {
  readonly fid: string;
  readonly createdAt: number;
  /** A PHC string. */
  readonly passwordHash: string;
  /** SHA-256 of the invitation to use up, lower-case hex; none where registration is open. */
  readonly invitationHash?: string | undefined;
}

/** The actors that are registered on this server. FIDs are in lower case, as `parseFid` gives them. */
export class Actors {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Registers an actor without a password.
   *
   * @param createdAt seconds since the epoch
   * @returns false where the FID is taken, or was once used
   */
  async add(fid: string, createdAt: number): Promise<boolean> {
    return this.#db
      .transaction()
      .execute((trx) => insertActor(trx, { fid, createdAt, passwordHash: null }));
  }

  /**
   * Registers an actor with a password, and uses its invitation up, both or neither (R27).
   *
   * @throws {InvitationError}
   * @throws {FidTakenError} where the FID is taken, or was once used
   */
  async register({ invitationHash: hash, ...actor }: Registration): Promise<void> {
    const { fid, createdAt } = actor;
    await this.#db.transaction().execute(async (trx) => {
      if (hash !== undefined) await useInvitation(trx, { hash, usedBy: fid, at: createdAt });
      if (!(await insertActor(trx, actor))) throw new FidTakenError(fid);
    });
  }

  /**
   * Whether the actor is or was registered here: an actor that was removed keeps its ID-Certs for look-ups by time. A
   * foreign actor with a session here is not registered (R9).
   */
  async exists(fid: string): Promise<boolean> {
    return (await registeredActor(this.#db, fid)) !== undefined;
  }

  /** Whether the actor is registered here and was not removed. */
  async isActive(fid: string): Promise<boolean> {
    return isActive(this.#db, fid);
  }

  /** The hash of an actor's password; undefined where the actor has none, or is unknown. */
  async passwordHash(fid: string): Promise<string | undefined> {
    return (await registeredActor(this.#db, fid))?.passwordHash ?? undefined;
  }

  /**
   * Sets or replaces an actor's password.
   *
   * @param passwordHash a PHC string
   * @returns false where the actor is unknown or was removed
   */
  async setPassword(fid: string, passwordHash: string): Promise<boolean> {
    const changed = await this.#db
      .transaction()
      .execute((trx) =>
        trx
          .updateTable('actors')
          .set({ passwordHash })
          .where('fid', '=', fid)
          .where('removedAt', 'is', null)
          .returning('fid')
          .executeTakeFirst(),
      );
    return changed !== undefined;
  }

  /** All actors, also those that were removed, by their FIDs. */
  async list(): Promise<Actor[]> {
    const actors = await this.#db.selectFrom('actors').selectAll().orderBy('fid').execute();
    return actors.map(({ passwordHash, ...actor }) => ({
      ...actor,
      hasPassword: passwordHash !== null,
    }));
  }

  /**
   * Removes an actor: its sessions end, its ID-Certs are invalidated and kept, and nobody can register its name again.
   *
   * @param at seconds since the epoch
   * @returns how many sessions ended; undefined where the actor is unknown or was removed before
   */
  async remove(fid: string, at: number): Promise<number | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      await lockActor(trx, fid);
      const removed = await trx
        .updateTable('actors')
        .set({ removedAt: at, passwordHash: null })
        .where('fid', '=', fid)
        .where('removedAt', 'is', null)
        .returning('fid')
        .executeTakeFirst();
      if (removed === undefined) return undefined;
      await trx.deleteFrom('keyMaterial').where('fid', '=', fid).execute();
      return endSessionsOf(trx, fid, at);
    });
  }
}

async function insertActor(
  trx: Transaction<Tables>,
  actor: { fid: string; createdAt: number; passwordHash: string | null },
): Promise<boolean> {
  const added = await trx
    .insertInto('actors')
    .values({ ...actor, removedAt: null })
    .onConflict((conflict) => conflict.column('fid').doNothing())
    .returning('fid')
    .executeTakeFirst();
  return added !== undefined;
}
