import type { Expression, Kysely, Transaction } from 'kysely';
import { lockActor, onPostgres } from '../database/dialect.js';
import { prepare } from '../database/prepared.js';
import { IdentityKeyUsedError, TooManyRenewalsError } from '../errors.js';
import { appendEvent, type NewEvent } from '../events/event-queue.js';
import { invalidateIdCert, recordIdCert, type StoredIdCert } from '../id-certs/id-certs.js';
import { claimKey } from '../id-certs/identity-keys.js';
import type { Tables } from '../schema.js';
import { endFormerToken, forgotten, formerTokenLives } from './former-token.js';
import { lockLiveSessions } from './live-session.js';
import { tellOthers } from './tell-others.js';

/** A renewal of a session with a new key (R30). */
export interface Renewal {
  readonly fid: string;
  readonly sessionId: string;
  /** SHA-256 of the token that asks for it, lower-case hex: the session's token or its former one. */
  readonly tokenHash: string;
  /** SHA-256 of the ID-CSR's DER, lower-case hex. */
  readonly csrDigest: string;
  readonly newTokenHash: string;
  /** With its public key. */
  readonly newCert: StoredIdCert & { readonly publicKey: string };
  /** The answer, encrypted under a key that only the asking token gives, in Base64. */
  readonly sealedAnswer: string;
}

/** The limits of renewals, and the events that they queue. */
export interface RenewalRules {
  /** How many renewals a session may have within an hour. Default: no limit. */
  readonly mostPerHour?: number | undefined;
  /** Tells the actor's other sessions that a certificate was invalidated. */
  readonly invalidation: (serialNumber: string, invalidSince: number) => NewEvent;
  /** Tells the session itself that its KeyPackages are gone. */
  readonly noKeyPackages: NewEvent;
}

const hour = 60 * 60;

/** How many answers to former tokens that have run out one renewal deletes. */
const sweptAtOnce = 100;

const answerTo = prepare(
  (db, tokenHash: Expression<string>, csrDigest: Expression<string>, after: Expression<number>) =>
    db
      .selectFrom('renewals')
      .select('sealedAnswer')
      .where('formerTokenHash', '=', tokenHash)
      .where('csrDigest', '=', csrDigest)
      .where('renewedAt', '>', after),
);

/** Renewals of sessions. The former token of a session lives on, until the new one is seen or for ten minutes (R30). */
export class Renewals {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * The sealed answer that the same ID-CSR got before, asked with the session's former token.
   *
   * @param at seconds since the epoch
   */
  async answerTo(tokenHash: string, csrDigest: string, at: number): Promise<string | undefined> {
    const found = await answerTo.first(this.#db, tokenHash, csrDigest, at - formerTokenLives);
    return found?.sealedAnswer ?? undefined;
  }

  /**
   * Gives a session a new certificate and token. Invalidates its certificate, deletes its KeyPackages, and tells the
   * actor's sessions. The asking token becomes the former one; if it was that before, what lies between ends.
   *
   * @param at seconds since the epoch
   * @returns the sealed answer: this one, or that of a call with the same ID-CSR that was faster; undefined where the
   *   token or the session has ended
   * @throws {IdentityKeyUsedError}
   * @throws {TooManyRenewalsError}
   * @throws {IdCertRecordedError}
   */
  async renew(renewal: Renewal, rules: RenewalRules, at: number): Promise<string | undefined> {
    const { fid, sessionId, tokenHash, csrDigest, newTokenHash, newCert, sealedAnswer } = renewal;
    return this.#db.transaction().execute(async (trx) => {
      await lockActor(trx, fid);
      const sessions = await lockLiveSessions(trx, fid, at);
      const session = sessions.find((each) => each.sessionId === sessionId);
      if (session === undefined) return undefined;
      if (!(await isCurrentToken(trx, session.id, tokenHash))) {
        const former = await ofFormerToken(trx, session.id, tokenHash, at);
        if (former === undefined) return undefined;
        if (former.csrDigest === csrDigest && former.sealedAnswer) return former.sealedAnswer;
      }
      const { publicKey } = newCert;
      if (!(await claimKey(trx, { fid, sessionId, publicKey }))) throw new IdentityKeyUsedError();
      await demandRoom(trx, session.id, rules.mostPerHour, at);
      await sweep(trx, session.id, at);
      await trx
        .insertInto('renewals')
        .values({
          session: session.id,
          renewedAt: at,
          csrDigest,
          formerTokenHash: tokenHash,
          sealedAnswer,
        })
        .execute();
      await trx
        .updateTable('sessions')
        .set({ tokenHash: newTokenHash, endsAt: newCert.notAfter })
        .where('id', '=', session.id)
        .execute();
      const invalidated = await invalidateIdCert(trx, fid, sessionId, at);
      await recordIdCert(trx, fid, sessionId, newCert, at);
      await trx.deleteFrom('keyPackages').where('session', '=', session.id).execute();
      await appendEvent(trx, session, rules.noKeyPackages);
      for (const serialNumber of invalidated) {
        await tellOthers(trx, renewal, rules.invalidation(serialNumber, at), at);
      }
      return sealedAnswer;
    });
  }

  /** Ends the former token of a renewal whose new token has authenticated a request. */
  async confirm(renewal: number): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx.updateTable('renewals').set(forgotten).where('id', '=', renewal).execute();
    });
  }
}

async function isCurrentToken(
  trx: Transaction<Tables>,
  session: number,
  tokenHash: string,
): Promise<boolean> {
  const found = await trx
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', session)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  return found !== undefined;
}

/** The renewal that made a token the former one, if that still lives. */
async function ofFormerToken(
  trx: Transaction<Tables>,
  session: number,
  tokenHash: string,
  at: number,
) {
  return trx
    .selectFrom('renewals')
    .select(['csrDigest', 'sealedAnswer'])
    .where('session', '=', session)
    .where('formerTokenHash', '=', tokenHash)
    .where('renewedAt', '>', at - formerTokenLives)
    .executeTakeFirst();
}

/** Counts in the database, for all processes together. @throws {TooManyRenewalsError} */
async function demandRoom(
  trx: Transaction<Tables>,
  session: number,
  most: number | undefined,
  at: number,
): Promise<void> {
  if (most === undefined) return;
  const last = await trx
    .selectFrom('renewals')
    .select('renewedAt')
    .where('session', '=', session)
    .where('renewedAt', '>', at - hour)
    .orderBy('renewedAt', 'desc')
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst();
  if (last !== undefined) throw new TooManyRenewalsError(most, last.renewedAt + hour - at);
}

/** Forgets what this session no longer needs, and some former tokens of others that have run out. */
async function sweep(trx: Transaction<Tables>, session: number, at: number): Promise<void> {
  await endFormerToken(trx, session);
  await trx
    .deleteFrom('renewals')
    .where('session', '=', session)
    .where('renewedAt', '<=', at - hour)
    .execute();
  await trx
    .updateTable('renewals')
    .set(forgotten)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('renewals')
        .select('id')
        .where('formerTokenHash', 'is not', null)
        .where('renewedAt', '<=', at - formerTokenLives)
        .orderBy('renewedAt')
        .limit(sweptAtOnce)
        .$if(onPostgres(trx), (query) => query.forUpdate().skipLocked()),
    )
    .execute();
}
