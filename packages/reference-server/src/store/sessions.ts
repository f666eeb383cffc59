import type { Expression, Kysely, Transaction } from 'kysely';
import { now } from '../clock.js';
import { onPostgres } from './dialect.js';
import { SessionIdTakenError } from './errors.js';
import { latestBroadcast } from './event-queue.js';
import { invalidateIdCert, recordIdCert, type StoredIdCert } from './id-certs.js';
import { prepare } from './prepared.js';
import type { Tables } from './schema.js';
import { livesAt } from './session-life.js';

/** A live session. */
export interface Session {
  /** Its actor, registered here or foreign; in lower case. */
  readonly fid: string;
  readonly sessionId: string;
  /** Seconds since the epoch. */
  readonly createdAt: number;
}

/** The session of a token: it was not ended, but may have run out. */
export interface TokenSession extends Session {
  /** When it runs out (R39); null where it has no certificate yet. */
  readonly endsAt: number | null;
  /** When the home server of a foreign session is asked again (R39). */
  readonly askHomeAt: number | null;
}

/** The result of asking the home server about a foreign session's certificate (R39). */
export type SessionFate =
  /** The session lives; the home server is asked again at that time. */
  | { askHomeAt: number }
  /** The home server did not answer. After `patience` seconds of this the token ends. */
  | { notAskable: { askHomeAt: number; patience: number } }
  | 'token ends'
  | 'session ends';

/** A new session. */
export interface NewSession extends Session {
  /** SHA-256 of the session's token, lower-case hex. The token itself is never stored. */
  readonly tokenHash: string;
  /** The certificate that it starts with. */
  readonly idCert?: StoredIdCert;
}

const fields = ['fid', 'sessionId', 'createdAt'] as const;

const ofToken = prepare((db, tokenHash: Expression<string>) =>
  db
    .selectFrom('sessions')
    .select([...fields, 'endsAt', 'askHomeAt'])
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null),
);

/** The sessions of local and of foreign actors. */
export class Sessions {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Starts a session and records its certificate. The ID of an ended session may be used again (R39); the new session
   * then continues the older one's sequence numbers, so that a late acknowledgement cannot remove its events.
   *
   * @throws {SessionIdTakenError}
   * @throws {IdCertRecordedError}
   */
  async add({ fid, sessionId, createdAt, tokenHash, idCert }: NewSession): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const former = await lockSession(trx, fid, sessionId);
      if (former && !former.lives(createdAt)) await endSession(trx, former, createdAt);
      const ended = await trx
        .deleteFrom('sessions')
        .where('fid', '=', fid)
        .where('sessionId', '=', sessionId)
        .where('endedAt', 'is not', null)
        .returning(['lastEvent', 'lastBroadcast'])
        .executeTakeFirst();
      const lastBroadcast = await latestBroadcast(trx);
      const lastEvent = ended ? ended.lastEvent + lastBroadcast - ended.lastBroadcast : 0;
      const added = await trx
        .insertInto('sessions')
        .values({
          fid,
          sessionId,
          tokenHash,
          createdAt,
          endedAt: null,
          endsAt: idCert?.notAfter ?? null,
          lastEvent,
          lastBroadcast,
        })
        .onConflict((conflict) => conflict.columns(['fid', 'sessionId']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added === undefined) throw new SessionIdTakenError(fid, sessionId);
      if (idCert !== undefined) await recordIdCert(trx, fid, sessionId, idCert, createdAt);
    });
  }

  /**
   * The session that a token belongs to.
   *
   * @param tokenHash SHA-256 of the token, lower-case hex
   */
  async byTokenHash(tokenHash: string): Promise<TokenSession | undefined> {
    return ofToken.first(this.#db, tokenHash);
  }

  /** The live sessions of an actor, in the order in which they were added. */
  async list(fid: string, at = now()): Promise<Session[]> {
    return this.#db
      .selectFrom('sessions')
      .select(fields)
      .where('fid', '=', fid)
      .where(livesAt(at))
      .orderBy('id')
      .execute();
  }

  /**
   * Ends a session: its token ends, its events and KeyPackages are deleted, and its certificate is invalidated unless
   * it has expired (R13).
   *
   * @param at seconds since the epoch
   * @returns false where the session does not exist or has ended
   */
  async end(fid: string, sessionId: string, at: number): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const session = await lockSession(trx, fid, sessionId);
      if (session === undefined) return false;
      await endSession(trx, session, at);
      return session.lives(at);
    });
  }

  /** Ends a session whose certificate has expired (R39). */
  async endRunOut(fid: string, sessionId: string, at: number): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const session = await lockSession(trx, fid, sessionId);
      if (session && !session.lives(at)) await endSession(trx, session, at);
    });
  }

  /**
   * Applies the result of asking the home server to a foreign session (R39). Does nothing if its certificate was
   * replaced or another call was faster.
   *
   * @param asked the session as it was when the home server was asked
   * @param at seconds since the epoch
   * @returns whether its token is still valid
   */
  async settle(asked: TokenSession, fate: SessionFate, at: number): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const session = await lockSession(trx, asked.fid, asked.sessionId);
      if (!session?.lives(at)) return false;
      if (session.askHomeAt !== asked.askHomeAt) return session.tokenHash !== null;
      if (fate === 'session ends') {
        await endSession(trx, session, at);
        return false;
      }
      const update = updateFor(session, fate, at);
      await trx.updateTable('sessions').set(update).where('id', '=', session.id).execute();
      return !('tokenHash' in update);
    });
  }
}

/** What `settle` writes if the session lives on. */
function updateFor(
  { notAskableSince }: { notAskableSince: number | null },
  fate: Exclude<SessionFate, 'session ends'>,
  at: number,
) {
  if (fate === 'token ends') return { tokenHash: null };
  if ('askHomeAt' in fate) return { askHomeAt: fate.askHomeAt, notAskableSince: null };
  const since = notAskableSince ?? at;
  const { askHomeAt, patience } = fate.notAskable;
  return at - since >= patience ? { tokenHash: null } : { askHomeAt, notAskableSince: since };
}

/** Locks a session that was not ended; it may have run out. */
async function lockSession(trx: Transaction<Tables>, fid: string, sessionId: string) {
  const session = await trx
    .selectFrom('sessions')
    .select(['id', 'fid', 'sessionId', 'tokenHash', 'endsAt', 'askHomeAt', 'notAskableSince'])
    .where('fid', '=', fid)
    .where('sessionId', '=', sessionId)
    .where('endedAt', 'is', null)
    .$if(onPostgres(trx), (query) => query.forUpdate())
    .executeTakeFirst();
  return (
    session && {
      ...session,
      lives: (at: number) => session.endsAt === null || session.endsAt >= at,
    }
  );
}

/** Ends a session that this transaction has locked, as `Sessions.end` says. */
export async function endSession(
  trx: Transaction<Tables>,
  { id, fid, sessionId }: { id: number; fid: string; sessionId: string },
  at: number,
): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({ endedAt: at, tokenHash: null })
    .where('id', '=', id)
    .execute();
  for (const table of ['events', 'keyPackages', 'keyPackageDigests'] as const) {
    await trx.deleteFrom(table).where('session', '=', id).execute();
  }
  await invalidateIdCert(trx, fid, sessionId, at);
}
