import type { Kysely } from 'kysely';
import { type IdCert, invalidateIdCert, recordIdCert } from './id-certs.js';
import { lockLiveSession } from './live-session.js';
import type { Tables } from './schema.js';
import { SessionIdTakenError } from './session-id-taken-error.js';

/** A live session. */
export interface Session {
  /** Its actor, registered here or foreign; in lower case. */
  readonly fid: string;
  readonly sessionId: string;
  /** Seconds since the epoch. */
  readonly createdAt: number;
}

/** A session that is to be added. */
export interface NewSession extends Session {
  /** SHA-256 of the session's token, lower-case hex. The token itself is never stored. */
  readonly tokenHash: string;
  /** The certificate that it starts with. */
  readonly idCert?: IdCert;
}

/** The sessions of this server's own actors and of foreign ones. */
export class Sessions {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Starts a session and records its certificate. The ID of a session that has ended may be used again; the new
   * session then numbers its events on from the older one's, so that a late acknowledgement of those cannot hit these.
   *
   * @throws {SessionIdTakenError}
   * @throws {IdCertRecordedError}
   */
  async add({ fid, sessionId, createdAt, tokenHash, idCert }: NewSession): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const ended = await trx
        .deleteFrom('sessions')
        .where('fid', '=', fid)
        .where('sessionId', '=', sessionId)
        .where('endedAt', 'is not', null)
        .returning('lastEvent')
        .executeTakeFirst();
      const lastEvent = ended?.lastEvent ?? 0;
      const added = await trx
        .insertInto('sessions')
        .values({ fid, sessionId, tokenHash, createdAt, endedAt: null, lastEvent })
        .onConflict((conflict) => conflict.columns(['fid', 'sessionId']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added === undefined) throw new SessionIdTakenError(fid, sessionId);
      if (idCert !== undefined) await recordIdCert(trx, fid, sessionId, idCert);
    });
  }

  /**
   * The live session that a token belongs to.
   *
   * @param tokenHash SHA-256 of the token, lower-case hex
   */
  async byTokenHash(tokenHash: string): Promise<Session | undefined> {
    return this.#db
      .selectFrom('sessions')
      .select(['fid', 'sessionId', 'createdAt'])
      .where('tokenHash', '=', tokenHash)
      .where('endedAt', 'is', null)
      .executeTakeFirst();
  }

  /** The live sessions of an actor, in the order in which they were added. */
  async list(fid: string): Promise<Session[]> {
    return this.#db
      .selectFrom('sessions')
      .select(['fid', 'sessionId', 'createdAt'])
      .where('fid', '=', fid)
      .where('endedAt', 'is', null)
      .orderBy('id')
      .execute();
  }

  /**
   * Ends a session: its token is void, its events and KeyPackages are gone, its certificate is invalidated (R13).
   *
   * @param at seconds since the epoch
   * @returns false where there is no such session or it has ended before
   */
  async end(fid: string, sessionId: string, at: number): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const session = await lockLiveSession(trx, fid, sessionId);
      if (session === undefined) return false;
      await trx
        .updateTable('sessions')
        .set({ endedAt: at, tokenHash: null })
        .where('id', '=', session.id)
        .execute();
      for (const table of ['events', 'keyPackages', 'keyPackageDigests'] as const) {
        await trx.deleteFrom(table).where('session', '=', session.id).execute();
      }
      await invalidateIdCert(trx, fid, sessionId, at);
      return true;
    });
  }
}
