import { type Expression, type Kysely, sql, type Transaction } from 'kysely';
import { now } from '../../clock/clock.js';
import { isActive } from '../actors/registered.js';
import { lockActor, onPostgres } from '../database/dialect.js';
import { prepare } from '../database/prepared.js';
import {
  ActorGoneError,
  IdCertInvalidatedError,
  IdentityKeyUsedError,
  SessionIdTakenError,
  TooManySessionsError,
} from '../errors.js';
import type { NewEvent } from '../events/event-queue.js';
import {
  currentIdCert,
  demandRoom,
  invalidateIdCert,
  isInvalidated,
  recordIdCert,
  type StoredIdCert,
} from '../id-certs/id-certs.js';
import { claimKey } from '../id-certs/identity-keys.js';
import type { Tables } from '../schema.js';
import { endSession } from './end-session.js';
import { endFormerToken, formerTokenLives } from './former-token.js';
import { livesAt } from './session-life.js';
import { startSession } from './start-session.js';
import { tellOthers } from './tell-others.js';

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
  /** `renewals.id`, where the token is that of a renewal and authenticates its first request (R30). */
  readonly unconfirmedRenewal: number | null;
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

/** A new session of an actor that is registered here, with the certificate that this server has issued for it. */
interface TrustedSession extends NewSession {
  readonly idCert: StoredIdCert & { readonly publicKey: string };
  /** The most live sessions of the actor (R28). */
  readonly most: number;
  /** What the actor's other sessions are told. */
  readonly event: NewEvent;
}

/** A log-in with a challenge: the session of a certificate gets a new token (R38). */
interface LogIn {
  readonly fid: string;
  readonly sessionId: string;
  /** SHA-256 of the new token, lower-case hex. */
  readonly tokenHash: string;
  /** The certificate, which the home server lists as not invalidated. */
  readonly idCert: StoredIdCert;
  /** When the home server of a foreign session is to be asked again (R39). */
  readonly askHomeAt: number | null;
  /** How many certificates the session may have recorded within a day (R22). Default: no limit. */
  readonly mostPerDay?: number | undefined;
  /** What the actor's other sessions are told, if the session is new. */
  readonly event: NewEvent;
}

const fields = ['fid', 'sessionId', 'createdAt'] as const;

const ofToken = prepare((db, tokenHash: Expression<string>) =>
  db
    .selectFrom('sessions')
    .leftJoin('renewals', (join) =>
      join.onRef('session', '=', 'sessions.id').on('formerTokenHash', 'is not', null),
    )
    .select([...fields, 'endsAt', 'askHomeAt', 'renewals.id as unconfirmedRenewal'])
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null),
);

const ofFormerToken = prepare((db, tokenHash: Expression<string>, after: Expression<number>) =>
  db
    .selectFrom('renewals')
    .innerJoin('sessions', 'sessions.id', 'session')
    .select([...fields, 'endsAt', 'askHomeAt', sql<null>`null`.as('unconfirmedRenewal')])
    .where('formerTokenHash', '=', tokenHash)
    .where('renewedAt', '>', after)
    .where('endedAt', 'is', null),
);

async function sessionOf(
  db: Kysely<Tables>,
  tokenHash: string,
  at: number,
): Promise<TokenSession | undefined> {
  const session = await ofToken.first(db, tokenHash);
  if (session !== undefined) return session;
  return ofFormerToken.first(db, tokenHash, at - formerTokenLives);
}

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
      const endsAt = idCert?.notAfter ?? null;
      await startSession(trx, { fid, sessionId, tokenHash, createdAt, endsAt });
      if (idCert !== undefined) await recordIdCert(trx, fid, sessionId, idCert, createdAt);
    });
  }

  /**
   * Starts a session of an actor that is registered here, records its certificate, and tells the actor's other sessions
   * (R28, R29).
   *
   * @throws {ActorGoneError}
   * @throws {SessionIdTakenError}
   * @throws {IdentityKeyUsedError}
   * @throws {TooManySessionsError}
   */
  async trust({
    fid,
    sessionId,
    createdAt: at,
    tokenHash,
    idCert,
    most,
    event,
  }: TrustedSession): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await lockActor(trx, fid);
      if (!(await isActive(trx, fid))) throw new ActorGoneError(fid);
      const former = await lockSession(trx, fid, sessionId);
      if (former?.lives(at)) throw new SessionIdTakenError(fid, sessionId);
      const { publicKey } = idCert;
      if (!(await claimKey(trx, { fid, sessionId, publicKey }))) throw new IdentityKeyUsedError();
      if (former) await endSession(trx, former, at);
      const endsAt = idCert.notAfter;
      await startSession(trx, { fid, sessionId, tokenHash, createdAt: at, endsAt });
      // Recording may lock the server's identities, and telling locks the broadcasts: a rotation does so in this order.
      await recordIdCert(trx, fid, sessionId, idCert, at);
      const others = await tellOthers(trx, { fid, sessionId }, event, at);
      if (others >= most) throw new TooManySessionsError(fid, most);
    });
  }

  /**
   * Gives the session of a certificate a new token, and ends its former one (R38). A session that does not live is
   * started, and the actor's other sessions are told. A certificate that is new to the session replaces and invalidates
   * the former one.
   *
   * @param at seconds since the epoch
   * @throws {IdCertInvalidatedError} where the certificate was invalidated here, or its serial number is that of another
   * @throws {TooManyIdCertsError}
   */
  async logIn(logIn: LogIn, at: number): Promise<void> {
    const { fid, sessionId, tokenHash, idCert, askHomeAt, event } = logIn;
    await this.#db.transaction().execute(async (trx) => {
      await lockActor(trx, fid);
      const session = await lockSession(trx, fid, sessionId);
      // A transaction that ends the session or replaces its certificate has it locked, so this comes after the lock.
      if (await isInvalidated(trx, fid, idCert)) {
        throw new IdCertInvalidatedError(fid, idCert.serialNumber);
      }
      const endsAt = idCert.notAfter;
      if (session?.lives(at)) {
        await trx
          .updateTable('sessions')
          .set({ tokenHash, endsAt, askHomeAt, notAskableSince: null })
          .where('id', '=', session.id)
          .execute();
        await endFormerToken(trx, session.id);
      } else {
        if (session) await endSession(trx, session, at);
        await tellOthers(trx, { fid, sessionId }, event, at);
        await startSession(trx, { fid, sessionId, tokenHash, createdAt: at, endsAt, askHomeAt });
      }
      await replaceIdCert(trx, logIn, at);
    });
  }

  /**
   * Ends a token of a session, its current or its former one, and so both; the session goes on without one (R40).
   *
   * @param tokenHash SHA-256 of the token, lower-case hex
   * @returns false where the token has ended; another one that the session has meanwhile stays
   */
  async endToken(
    { fid, sessionId, tokenHash }: { fid: string; sessionId: string; tokenHash: string },
    at = now(),
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const session = await lockSession(trx, fid, sessionId);
      if (session === undefined || !(await sessionOf(trx, tokenHash, at))) return false;
      await trx
        .updateTable('sessions')
        .set({ tokenHash: null })
        .where('id', '=', session.id)
        .execute();
      await endFormerToken(trx, session.id);
      return true;
    });
  }

  /**
   * The session that a token belongs to; the former token of a renewed session leads there too (R30).
   *
   * @param tokenHash SHA-256 of the token, lower-case hex
   */
  async byTokenHash(tokenHash: string, at = now()): Promise<TokenSession | undefined> {
    return sessionOf(this.#db, tokenHash, at);
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
      if ('tokenHash' in update) await endFormerToken(trx, session.id);
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

const notEnded = prepare((db, fid: Expression<string>, sessionId: Expression<string>) =>
  db
    .selectFrom('sessions')
    .select(['id', 'fid', 'sessionId', 'tokenHash', 'endsAt', 'askHomeAt', 'notAskableSince'])
    .where('fid', '=', fid)
    .where('sessionId', '=', sessionId)
    .where('endedAt', 'is', null)
    .$if(onPostgres(db), (query) => query.forUpdate()),
);

/** Locks a session that was not ended; it may have run out. */
async function lockSession(trx: Transaction<Tables>, fid: string, sessionId: string) {
  const session = await notEnded.first(trx, fid, sessionId);
  return (
    session && {
      ...session,
      lives: (at: number) => session.endsAt === null || session.endsAt >= at,
    }
  );
}

/** Makes a certificate that of a session; does nothing if it is so already. */
async function replaceIdCert(
  trx: Transaction<Tables>,
  { fid, sessionId, idCert, mostPerDay }: LogIn,
  at: number,
): Promise<void> {
  // A certificate that expired within the tolerance is still the session's own (R20).
  const current = await currentIdCert(trx, fid, sessionId, Math.min(at, idCert.notAfter));
  if (current?.certificate === idCert.certificate) return;
  if (mostPerDay !== undefined) await demandRoom(trx, fid, sessionId, mostPerDay, at);
  await invalidateIdCert(trx, fid, sessionId, at);
  await recordIdCert(trx, fid, sessionId, idCert, at);
}
