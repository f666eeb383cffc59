import type { Kysely, Selectable, Transaction } from 'kysely';
import { IdCertRecordedError } from './id-cert-recorded-error.js';
import { lockLiveSession } from './live-session.js';
import type { IdCertsTable, Tables } from './schema.js';

/** An actor's certificate for one of its sessions. */
export interface IdCert {
  /** Lower-case hex, unique per actor. */
  readonly serialNumber: string;
  /** PEM, as `@p2core/id-cert` writes it: two texts are two certificates. */
  readonly certificate: string;
  /** Seconds since the epoch; both ends belong to the validity. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** An ID-Cert as a look-up by time gives it. */
export interface ListedIdCert extends IdCert {
  readonly sessionId: string;
  /** Whether it was invalidated before it expired, at whatever time (R8). */
  readonly invalidated: boolean;
}

/** The ID-Certs of all actors with sessions here, for ever (polyproto-core, revocation). */
export class IdCerts {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * The certificates whose validity holds at a time, the one whose validity began first in front, those that were
   * invalidated included (R7, R8).
   *
   * @param time seconds since the epoch
   * @param sessionId narrows it to one session
   */
  async listValidAt(fid: string, time: number, sessionId?: string): Promise<ListedIdCert[]> {
    let query = this.#db
      .selectFrom('idCerts')
      .selectAll()
      .where('fid', '=', fid)
      .where('notBefore', '<=', time)
      .where('notAfter', '>=', time);
    if (sessionId !== undefined) query = query.where('sessionId', '=', sessionId);
    const rows = await query.orderBy('notBefore').orderBy('id').execute();
    return rows.map(toListed);
  }

  /** Every certificate that an actor has had here, the one whose validity began first in front. */
  async listAll(fid: string): Promise<ListedIdCert[]> {
    const rows = await this.#db
      .selectFrom('idCerts')
      .selectAll()
      .where('fid', '=', fid)
      .orderBy('notBefore')
      .orderBy('id')
      .execute();
    return rows.map(toListed);
  }

  /** The certificate of a live session; undefined where it has none yet, or has ended. It may have expired. */
  async currentOf(fid: string, sessionId: string): Promise<IdCert | undefined> {
    return currentIdCert(this.#db, fid, sessionId);
  }

  /**
   * Gives a live session a new certificate and invalidates the one that it had (R20). The certificate that it has
   * already changes nothing.
   *
   * @param at seconds since the epoch, when the older one counts as invalidated
   * @returns false where there is no such session or it has ended
   * @throws {IdCertRecordedError}
   */
  async replace(
    { fid, sessionId, newCert }: { fid: string; sessionId: string; newCert: IdCert },
    at: number,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      if ((await lockLiveSession(trx, fid, sessionId)) === undefined) return false;
      const current = await currentIdCert(trx, fid, sessionId);
      if (current?.certificate === newCert.certificate) return true;
      await invalidateIdCert(trx, fid, sessionId, at);
      await recordIdCert(trx, fid, sessionId, newCert);
      return true;
    });
  }
}

function toListed({
  id: _id,
  fid: _fid,
  invalidatedAt,
  ...idCert
}: Selectable<IdCertsTable>): ListedIdCert {
  return { ...idCert, invalidated: invalidatedAt !== null };
}

/**
 * Records the certificate of a session, which must not have a valid one.
 *
 * @throws {IdCertRecordedError}
 */
export async function recordIdCert(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  { serialNumber, certificate, notBefore, notAfter }: IdCert,
): Promise<void> {
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
    })
    .onConflict((conflict) => conflict.columns(['fid', 'serialNumber']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (recorded === undefined) throw new IdCertRecordedError(fid, serialNumber);
}

/** Flags the certificate of a session, if it has one, as invalidated at a time. */
export async function invalidateIdCert(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  at: number,
): Promise<void> {
  await trx
    .updateTable('idCerts')
    .set({ invalidatedAt: at })
    .where('fid', '=', fid)
    .where('sessionId', '=', sessionId)
    .where('invalidatedAt', 'is', null)
    .execute();
}

async function currentIdCert(
  db: Kysely<Tables>,
  fid: string,
  sessionId: string,
): Promise<IdCert | undefined> {
  return db
    .selectFrom('idCerts')
    .select(['serialNumber', 'certificate', 'notBefore', 'notAfter'])
    .where('fid', '=', fid)
    .where('sessionId', '=', sessionId)
    .where('invalidatedAt', 'is', null)
    .executeTakeFirst();
}
