import type { Kysely, Transaction } from 'kysely';
import { lockTable } from '../database/dialect.js';
import { broadcast, type NewEvent } from '../events/event-queue.js';
import type { Tables } from '../schema.js';
import {
  currentIdentity,
  earliestAfter,
  insertIdentity,
  inUseAt,
  type MakeServerIdentity,
  type ServerIdentity,
} from './identity-rows.js';
import { type Repair, repairIdentity } from './repair.js';

/** Every identity that the server has had, for look-ups by time (R10, R19). */
export class ServerIdentities {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Adds an existing identity. To make a new one, the server uses `rotate`. */
  async add(identity: ServerIdentity): Promise<void> {
    await this.#db.transaction().execute((trx) => insertIdentity(trx, identity));
  }

  /** The current identity, expired or not; undefined before the first start. */
  async current(): Promise<ServerIdentity | undefined> {
    return currentIdentity(this.#db);
  }

  /**
   * The identity that was current at a time; for a time in the future, the current one. It may not be valid at that
   * time: the caller checks that (R10).
   *
   * @param time seconds since the epoch
   * @returns undefined for a time before the first one
   */
  async at(time: number): Promise<ServerIdentity | undefined> {
    return inUseAt.first(this.#db, time);
  }

  /**
   * The current identity, made now if there is none. Of several processes that start at once, one makes it.
   *
   * @returns the identity as it is stored
   */
  async ensureFirst(make: () => Promise<ServerIdentity>): Promise<ServerIdentity> {
    return (
      (await currentIdentity(this.#db)) ??
      this.#db.transaction().execute(async (trx) => {
        await lockTable(trx, 'server_identities');
        const current = await currentIdentity(trx);
        if (current !== undefined) return current;
        const first = await make();
        await insertIdentity(trx, first);
        return first;
      })
    );
  }

  /**
   * Makes a new identity current and tells all live sessions, in one transaction. Simultaneous rotations, in any
   * process, run one after the other, and each sees the identity of the one before (R19).
   *
   * @param announce the event that tells sessions of the new identity
   * @returns the identity as it is stored. If the clock was set back, its `currentFrom` is that of the one before; or
   *   one second later, if that one has signed, so that look-ups by time find the key that signed (R20)
   */
  async rotate(
    make: MakeServerIdentity,
    announce?: (identity: ServerIdentity) => NewEvent,
  ): Promise<ServerIdentity> {
    return this.#db.transaction().execute((trx) => rotateIn(trx, make, announce));
  }

  /** Replaces an identity that begins in the future (`repair.ts`). */
  async repair(options: Parameters<typeof repairIdentity>[1]): Promise<Repair | undefined> {
    return this.#db.transaction().execute((trx) => repairIdentity(trx, options));
  }
}

/** `ServerIdentities.rotate` within a transaction. */
export async function rotateIn(
  trx: Transaction<Tables>,
  make: MakeServerIdentity,
  announce?: (identity: ServerIdentity) => NewEvent,
): Promise<ServerIdentity> {
  await lockTable(trx, 'server_identities');
  const current = await currentIdentity(trx);
  const made = await make(current);
  const currentFrom = Math.max(made.currentFrom, await earliestAfter(trx, current, made));
  const identity = { ...made, currentFrom };
  await insertIdentity(trx, identity);
  if (announce !== undefined) await broadcast(trx, announce(identity));
  return identity;
}
