import type { Expression, Kysely, Transaction } from 'kysely';
import { now } from '../../clock/clock.js';
import { lockTable } from '../database/dialect.js';
import { prepare } from '../database/prepared.js';
import { FormerSignerError, IdCertRecordedError, TooManyIdCertsError } from '../errors.js';
import type { Tables } from '../schema.js';
import { inUseAt } from '../server-identities/identity-rows.js';
import { lockLiveSession } from '../sessions/live-session.js';
import { claimKey } from './identity-keys.js';

/** An actor's certificate for one of its sessions. */
export interface StoredIdCert {
  /** Lower-case hex, unique per actor. */
  readonly serialNumber: string;
  /** PEM as `@p2core/id-cert` writes it, so that equal certificates are equal texts. */
  readonly certificate: string;
  /** Seconds since the epoch; both ends belong to the validity. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, PEM. Look-ups leave it out, for it is in the certificate. */
  readonly publicKey?: string;
  /** The serial number of the server's own certificate whose key has signed it here. */
  readonly signedBy?: string;
}

/** An ID-Cert as a look-up by time gives it. */
interface ValidIdCert extends Pick<StoredIdCert, 'certificate'> {
  /** When it was invalidated before it expired, in seconds since the epoch (R8). */
  readonly invalidatedAt: number | null;
}

/** An ID-Cert as the list of all gives it. */
export interface ListedIdCert extends StoredIdCert, ValidIdCert {
  readonly sessionId: string;
}

/** A new certificate for a session. */
interface IdCertReplacement {
  readonly fid: string;
  readonly sessionId: string;
  readonly newCert: StoredIdCert;
  /** When the home server of a foreign session is to be asked about it (R39). */
  readonly askHomeAt?: number | null;
  /** How many certificates the session may have recorded within a day (R22). Default: no limit. */
  readonly mostPerDay?: number | undefined;
}

const day = 24 * 60 * 60;

const validAt = prepare((db, fid: Expression<string>, time: Expression<number>) =>
  ofRegistered(db, fid, time),
);

const validAtOfSession = prepare(
  (db, fid: Expression<string>, time: Expression<number>, sessionId: Expression<string>) =>
    ofRegistered(db, fid, time).where('sessionId', '=', sessionId),
);

const currentOfSession = prepare(
  (db, fid: Expression<string>, sessionId: Expression<string>, at: Expression<number>) =>
    db
      .selectFrom('idCerts')
      .select(['serialNumber', 'certificate', 'notBefore', 'notAfter'])
      .where('fid', '=', fid)
      .where('sessionId', '=', sessionId)
      .where('invalidatedAt', 'is', null)
      .where('notAfter', '>=', at),
);

const invalidate = prepare(
  (db, fid: Expression<string>, sessionId: Expression<string>, at: Expression<number>) =>
    db
      .updateTable('idCerts')
      .set({ invalidatedAt: at })
      .where('fid', '=', fid)
      .where('sessionId', '=', sessionId)
      .where('invalidatedAt', 'is', null)
      .where('notAfter', '>=', at)
      .returning('serialNumber'),
);

function ofRegistered(db: Kysely<Tables>, fid: Expression<string>, time: Expression<number>) {
  return db
    .selectFrom('actors')
    .innerJoin('idCerts', 'idCerts.fid', 'actors.fid')
    .select(['certificate', 'invalidatedAt'])
    .where('actors.fid', '=', fid)
    .where('notBefore', '<=', time)
    .where('notAfter', '>=', time)
    .orderBy('notBefore')
    .orderBy('id');
}

/** The ID-Certs of all actors with sessions here. They are kept for ever (polyproto-core, revocation). */
export class IdCerts {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * The certificates of an actor who is registered here whose validity holds at a time, the one whose validity began
   * first in front, those that were invalidated included (R7, R8, R9).
   *
   * @param time seconds since the epoch
   * @param sessionId narrows it to one session
   */
  async listValidAt(fid: string, time: number, sessionId?: string): Promise<ValidIdCert[]> {
    return sessionId === undefined
      ? validAt.all(this.#db, fid, time)
      : validAtOfSession.all(this.#db, fid, time, sessionId);
  }

  /** Every certificate that an actor has had here, ordered by the beginning of its validity. */
  async listAll(fid: string): Promise<ListedIdCert[]> {
    return this.#db
      .selectFrom('idCerts')
      .select([
        'sessionId',
        'serialNumber',
        'certificate',
        'notBefore',
        'notAfter',
        'invalidatedAt',
      ])
      .where('fid', '=', fid)
      .orderBy('notBefore')
      .orderBy('id')
      .execute();
  }

  /** The certificate of a live session; undefined where the session has none yet or has ended. */
  async currentOf(fid: string, sessionId: string, at = now()): Promise<StoredIdCert | undefined> {
    return currentIdCert(this.#db, fid, sessionId, at);
  }

  /** Whether a certificate is the session's current one, was recorded before for any session, or is new here. */
  async standingOf(
    { fid, sessionId, certificate }: { fid: string; sessionId: string; certificate: StoredIdCert },
    at = now(),
  ): Promise<'current' | 'former' | 'new'> {
    const current = await currentIdCert(this.#db, fid, sessionId, at);
    if (current?.certificate === certificate.certificate) return 'current';
    const recorded = await this.#db
      .selectFrom('idCerts')
      .select('id')
      .where('fid', '=', fid)
      .where('serialNumber', '=', certificate.serialNumber)
      .where('certificate', '=', certificate.certificate)
      .executeTakeFirst();
    return recorded === undefined ? 'new' : 'former';
  }

  /** Whether a certificate was recorded here and invalidated since. */
  async isInvalidated(fid: string, idCert: StoredIdCert): Promise<boolean> {
    return isInvalidated(this.#db, fid, idCert);
  }

  /**
   * Gives a live session a new certificate and invalidates its current one (R20). Does nothing if both are the same.
   *
   * @param at when the older one is invalidated, in seconds since the epoch
   * @returns false where there is no such session or it has ended
   * @throws {IdCertRecordedError}
   * @throws {TooManyIdCertsError}
   */
  async replace(
    { fid, sessionId, newCert, askHomeAt = null, mostPerDay }: IdCertReplacement,
    at: number,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const session = await lockLiveSession(trx, fid, sessionId, at);
      if (session === undefined) return false;
      const current = await currentIdCert(trx, fid, sessionId, at);
      if (current?.certificate === newCert.certificate) return true;
      if (mostPerDay !== undefined) await demandRoom(trx, fid, sessionId, mostPerDay, at);
      await invalidateIdCert(trx, fid, sessionId, at);
      await recordIdCert(trx, fid, sessionId, newCert, at);
      await trx
        .updateTable('sessions')
        .set({ endsAt: newCert.notAfter, askHomeAt, notAskableSince: null })
        .where('id', '=', session.id)
        .execute();
      return true;
    });
  }
}

/** Whether a certificate was recorded here and invalidated since. */
export async function isInvalidated(
  db: Kysely<Tables>,
  fid: string,
  { serialNumber, certificate }: StoredIdCert,
): Promise<boolean> {
  const found = await db
    .selectFrom('idCerts')
    .select('invalidatedAt')
    .where('fid', '=', fid)
    .where('serialNumber', '=', serialNumber)
    .where('certificate', '=', certificate)
    .executeTakeFirst();
  return found !== undefined && found.invalidatedAt !== null;
}

/**
 * Records the certificate of a session that has no valid one.
 *
 * @throws {IdCertRecordedError}
 * @throws {FormerSignerError}
 */
export async function recordIdCert(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  { serialNumber, certificate, notBefore, notAfter, publicKey, signedBy }: StoredIdCert,
  at: number,
): Promise<void> {
  if (signedBy !== undefined) await demandSigner(trx, signedBy, notBefore);
  const recorded = await trx
    .insertInto('idCerts')
    .values({
      fid,
      sessionId,
      serialNumber,
      certificate,
      notBefore,
      notAfter,
      invalidatedAt: null,
      recordedAt: at,
    })
    .onConflict((conflict) => conflict.columns(['fid', 'serialNumber']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (recorded === undefined) throw new IdCertRecordedError(fid, serialNumber);
  if (publicKey !== undefined) await claimKey(trx, { fid, sessionId, publicKey });
}

/**
 * The server's key at the beginning of a certificate has to be the one that signed it. A rotation within that very second
 * sees only what is recorded, so it must not come between.
 *
 * @throws {FormerSignerError}
 */
async function demandSigner(
  trx: Transaction<Tables>,
  signedBy: string,
  notBefore: number,
): Promise<void> {
  const identity = await inUseAt.first(trx, notBefore);
  if (identity?.serialNumber !== signedBy) throw new FormerSignerError();
  if (identity.currentFrom < notBefore) return;
  await lockTable(trx, 'server_identities');
  const still = await inUseAt.first(trx, notBefore);
  if (still?.serialNumber !== signedBy) throw new FormerSignerError();
}

/**
 * Marks the certificate of a session as invalidated at a time, if it is still valid (R8).
 *
 * @returns the serial numbers of those that were marked
 */
export async function invalidateIdCert(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  at: number,
): Promise<string[]> {
  const invalidated = await invalidate.all(trx, fid, sessionId, at);
  return invalidated.map(({ serialNumber }) => serialNumber);
}

/**
 * Counts in the database, for all processes together.
 *
 * @throws {TooManyIdCertsError}
 */
export async function demandRoom(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  most: number,
  at: number,
): Promise<void> {
  const last = await trx
    .selectFrom('idCerts')
    .select('recordedAt')
    .where('fid', '=', fid)
    .where('sessionId', '=', sessionId)
    .where('recordedAt', '>', at - day)
    .orderBy('recordedAt', 'desc')
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst();
  if (last !== undefined) throw new TooManyIdCertsError(most, last.recordedAt + day - at);
}

/** The certificate of a session that was neither invalidated nor has expired. */
export async function currentIdCert(
  db: Kysely<Tables>,
  fid: string,
  sessionId: string,
  at: number,
): Promise<StoredIdCert | undefined> {
  return currentOfSession.first(db, fid, sessionId, at);
}
