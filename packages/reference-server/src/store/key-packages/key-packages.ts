import { createHash } from 'node:crypto';
import type { Expression, ExpressionBuilder, Kysely, Transaction } from 'kysely';
import { now } from '../../clock/clock.js';
import { outlineOf } from '../../mls/outline.js';
import { onPostgres } from '../database/dialect.js';
import { prepare } from '../database/prepared.js';
import {
  DuplicateKeyPackageError,
  ExpiredKeyPackageError,
  IdCertReplacedError,
  KeyPackagesFullError,
  SessionNotFoundError,
} from '../errors.js';
import { appendEvent, type NewEvent } from '../events/event-queue.js';
import { currentIdCert } from '../id-certs/id-certs.js';
import type { Tables } from '../schema.js';
import { lockLiveSession, lockLiveSessions } from '../sessions/live-session.js';
import { livesAt } from '../sessions/session-life.js';
import { expiry } from './expiry.js';
import { type Budget, leftOf, spendBudgets } from './key-package-budgets.js';

/** An upload of KeyPackages. */
interface KeyPackageUpload {
  readonly fid: string;
  readonly sessionId: string;
  /** Whether it is the session's last resort, which replaces the older one; then it is exactly one. */
  readonly lastResort: boolean;
  /** Each an RFC 9420 KeyPackage in Base64; up to some thousands. */
  readonly keyPackages: readonly string[];
  /** The PEM of the ID-Cert that they were checked for. Default: they belong to no ID-Cert. */
  readonly idCert?: string;
  /** How many ordinary ones the session may have in stock. Default: no limit. */
  readonly most?: number;
}

/** When and how a session is told that its stock runs low. */
export interface LowStockRule {
  /** The stock is low when no more than this many ordinary KeyPackages remain. */
  readonly threshold: number;
  /** The event that tells the session. */
  readonly event: (sessionId: string, remaining: number) => NewEvent;
}

/** The KeyPackages taken from an actor's stock. */
interface TakenKeyPackages {
  /** In Base64; one for each session that has any, the oldest session first. */
  readonly keyPackages: string[];
  /** The sessions that were told that their stock is low. */
  readonly low: { readonly sessionId: string; readonly remaining: number }[];
}

/** The most expired KeyPackages that one call deletes, so that a single call stays cheap. */
const expiredAtOnce = 100;

/** The KeyPackages of sessions, each given out at most once and only while its lifetime lasts (R17). */
export class KeyPackages {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Stores the KeyPackages of a live session, all or none, and deletes those of its stock that have expired.
   *
   * An `init_key` that was ever uploaded is refused, even if its KeyPackage has been given out or its session has ended
   * (R34): otherwise a client that repeats an upload after a lost answer would have some KeyPackages given out twice.
   * Only the session's current last resort may come again; nothing changes then.
   *
   * @param at seconds since the epoch
   * @throws {SessionNotFoundError}
   * @throws {IdCertReplacedError}
   * @throws {ExpiredKeyPackageError}
   * @throws {DuplicateKeyPackageError}
   * @throws {KeyPackagesFullError}
   * @throws {RangeError} if a last resort is not exactly one KeyPackage
   */
  async add(
    { fid, sessionId, lastResort, keyPackages, idCert, most }: KeyPackageUpload,
    at = now(),
  ): Promise<void> {
    if (lastResort && keyPackages.length !== 1) {
      throw new RangeError('the last resort is exactly one KeyPackage');
    }
    const octets = keyPackages.map((keyPackage) => Buffer.from(keyPackage, 'base64'));
    const outlines = octets.map(outlineOf);
    const lifetimes = outlines.map((outline) => outline?.notAfter ?? null);
    const expired = lifetimes.flatMap((end, index) => (end !== null && end < at ? [index] : []));
    if (expired.length > 0) throw new ExpiredKeyPackageError(expired);
    await this.#db.transaction().execute(async (trx) => {
      const session = await lockLiveSession(trx, fid, sessionId, at);
      if (session === undefined) throw new SessionNotFoundError(fid, sessionId);
      if (idCert !== undefined) await demandCurrent(trx, fid, sessionId, idCert, at);
      if (keyPackages.length === 0) return;
      await deleteExpired(trx, session.id, at);
      if (lastResort && (await isLastResort(trx, session.id, octets[0] as Buffer))) return;
      await recordDigests(
        trx,
        octets.map((keyPackage, index) => sha256(outlines[index]?.initKey ?? keyPackage)),
      );
      if (lastResort) {
        await trx
          .deleteFrom('keyPackages')
          .where('session', '=', session.id)
          .where('lastResort', '=', 1)
          .execute();
      } else if (most !== undefined) {
        await demandRoom(trx, session.id, most - keyPackages.length, at);
      }
      await trx
        .insertInto('keyPackages')
        .values(
          keyPackages.map((keyPackage, index) => ({
            session: session.id,
            lastResort: lastResort ? (1 as const) : (0 as const),
            keyPackage,
            notAfter: lifetimes[index] ?? null,
          })),
        )
        .execute();
    });
  }

  /**
   * Takes one KeyPackage of each live session of an actor who is registered here. A session without ordinary ones gives
   * its last resort, which stays. Of the ordinary ones it takes that whose lifetime ends first. It returns after the
   * commit, and no two callers, in any process, get the same ordinary one. Expired ones are never given out, and are
   * deleted later.
   *
   * @param at seconds since the epoch
   * @param budgets of the caller; where one is spent, sessions give their last resorts
   */
  async takeOnePerSession(
    fid: string,
    lowStock: LowStockRule,
    at = now(),
    budgets: readonly Budget[] = [],
  ): Promise<TakenKeyPackages> {
    const before = await stocksOf.all(this.#db, fid, at);
    const isSpent = (await leftOf(this.#db, fid, budgets, at)) === 0;
    const isReading = before.every(
      ({ ordinary, hasExpired }) => (ordinary === null || isSpent) && !hasExpired,
    );
    if (isReading) return { keyPackages: nextOf(before, 0), low: [] };
    return this.#db.transaction().execute(async (trx) => {
      const taken: TakenKeyPackages = { keyPackages: [], low: [] };
      // On SQLite a transaction is the only writer of the whole database.
      if (onPostgres(trx)) await lockLiveSessions(trx, fid, at);
      const left = await leftOf(trx, fid, budgets, at);
      let count = 0;
      for (const stock of await stocksOf.all(trx, fid, at)) {
        const { id, sessionId } = stock;
        const expired = stock.hasExpired ? await deleteExpired(trx, id, at) : 0;
        const ordinary =
          stock.ordinary === null || count === left
            ? undefined
            : await takeOrdinary.first(trx, id, at);
        if (ordinary !== undefined) count++;
        const keyPackage = ordinary?.keyPackage ?? stock.lastResort;
        if (keyPackage !== null) taken.keyPackages.push(keyPackage);
        if (ordinary === undefined && expired === 0) continue;
        const counted = await countOrdinary.first(trx, id, at, lowStock.threshold + 1);
        const remaining = counted?.count ?? 0;
        if (remaining > lowStock.threshold) continue;
        taken.low.push({ sessionId, remaining });
        await appendEvent(trx, stock, lowStock.event(sessionId, remaining));
      }
      await spendBudgets(trx, fid, budgets, count, at);
      return taken;
    });
  }

  /** What `takeOnePerSession` would return, in Base64, without taking anything. */
  async peekOnePerSession(
    fid: string,
    at = now(),
    budgets: readonly Budget[] = [],
  ): Promise<string[]> {
    const left = await leftOf(this.#db, fid, budgets, at);
    return nextOf(await stocksOf.all(this.#db, fid, at), left);
  }

  /** How many ordinary KeyPackages of a live session have not expired at a time. */
  async count(fid: string, sessionId: string, at = now()): Promise<number> {
    const session = await liveSessions(this.#db, fid, at)
      .where('sessionId', '=', sessionId)
      .executeTakeFirst();
    if (session === undefined) return 0;
    const all = Number.MAX_SAFE_INTEGER;
    return (await countOrdinary.first(this.#db, session.id, at, all))?.count ?? 0;
  }
}

function sha256(octets: Buffer): string {
  return createHash('sha256').update(octets).digest('hex');
}

/** @throws {IdCertReplacedError} */
async function demandCurrent(
  trx: Transaction<Tables>,
  fid: string,
  sessionId: string,
  idCert: string,
  at: number,
): Promise<void> {
  const current = await currentIdCert(trx, fid, sessionId, at);
  if (current?.certificate !== idCert) throw new IdCertReplacedError();
}

/** Whether these are the octets of the session's last resort; two Base64 spellings are one KeyPackage. */
async function isLastResort(
  trx: Transaction<Tables>,
  session: number,
  octets: Buffer,
): Promise<boolean> {
  const lastResort = await trx
    .selectFrom('keyPackages')
    .select('keyPackage')
    .where('session', '=', session)
    .where('lastResort', '=', 1)
    .executeTakeFirst();
  return lastResort !== undefined && octets.equals(Buffer.from(lastResort.keyPackage, 'base64'));
}

/** @throws {KeyPackagesFullError} where the session has more ordinary KeyPackages than `most` */
async function demandRoom(
  trx: Transaction<Tables>,
  session: number,
  most: number,
  at: number,
): Promise<void> {
  const { count } = (await countOrdinary.first(trx, session, at, Math.max(0, most) + 1)) ?? {};
  if ((count ?? 0) > most) throw new KeyPackagesFullError();
}

/** Inserts in the order of the digests, so that two uploads of the same KeyPackages cannot deadlock. */
async function recordDigests(trx: Transaction<Tables>, digests: string[]): Promise<void> {
  const recorded = await trx
    .insertInto('keyPackageDigests')
    .values(digests.toSorted().map((digest) => ({ digest })))
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .returning('digest')
    .execute();
  const fresh = new Set(recorded.map(({ digest }) => digest));
  const duplicates = digests.flatMap((digest, index) => (fresh.delete(digest) ? [] : [index]));
  if (duplicates.length > 0) throw new DuplicateKeyPackageError(duplicates);
}

/** The KeyPackages that a session can give. */
interface Stock {
  /** Its ordinary KeyPackage whose lifetime ends first. */
  readonly ordinary: string | null;
  readonly lastResort: string | null;
}

/** What the stocks give, at most `most` ordinary ones. */
function nextOf(stocks: readonly Stock[], most: number): string[] {
  let count = 0;
  return stocks
    .map(({ ordinary, lastResort }) =>
      ordinary !== null && count++ < most ? ordinary : lastResort,
    )
    .filter((keyPackage) => keyPackage !== null);
}

/** What each live session of an actor who is registered here has to give at a time, the oldest session first. */
const stocksOf = prepare((db, fid: Expression<string>, at: Expression<number>) =>
  liveSessions(db, fid, at)
    .innerJoin('actors', 'actors.fid', 'sessions.fid')
    .select((eb) => {
      const own = eb.selectFrom('keyPackages').whereRef('keyPackages.session', '=', 'sessions.id');
      return [
        'sessionId',
        'lastBroadcast',
        own
          .select('keyPackage')
          .where('lastResort', '=', 0)
          .where(expiry, '>=', at)
          .orderBy(expiry)
          .orderBy('id')
          .limit(1)
          .as('ordinary'),
        own
          .select('keyPackage')
          .where('lastResort', '=', 1)
          .where(expiry, '>=', at)
          .as('lastResort'),
        eb
          .exists(own.select('id').where('lastResort', 'in', [0, 1]).where(expiry, '<', at))
          .as('hasExpired'),
      ];
    }),
);

/** A session's ordinary KeyPackages, those that expire first before the others. */
function ordinary(
  eb: ExpressionBuilder<Tables, 'keyPackages'>,
  session: number | Expression<number>,
) {
  return eb
    .selectFrom('keyPackages')
    .select('id')
    .where('session', '=', session)
    .where('lastResort', '=', 0)
    .orderBy(expiry)
    .orderBy('id');
}

/** Both ends of a lifetime are included. */
const takeOrdinary = prepare((db, session: Expression<number>, at: Expression<number>) =>
  db
    .deleteFrom('keyPackages')
    .where('id', '=', (eb) =>
      ordinary(eb, session)
        .where(expiry, '>=', at)
        .limit(1)
        .$if(onPostgres(db), (query) => query.forUpdate().skipLocked()),
    )
    .returning('keyPackage'),
);

/** Counts up to `most`. */
const countOrdinary = prepare(
  (db, session: Expression<number>, at: Expression<number>, most: Expression<number>) =>
    db
      .selectFrom((eb) => ordinary(eb, session).where(expiry, '>=', at).limit(most).as('ordinary'))
      .select((eb) => eb.fn.countAll<number>().as('count')),
);

/** Deletes a session's expired KeyPackages, only some if there are many. Returns how many were ordinary. */
async function deleteExpired(
  trx: Transaction<Tables>,
  session: number,
  at: number,
): Promise<number> {
  await trx
    .deleteFrom('keyPackages')
    .where('session', '=', session)
    .where('lastResort', '=', 1)
    .where(expiry, '<', at)
    .execute();
  const { numDeletedRows } = await trx
    .deleteFrom('keyPackages')
    .where('id', 'in', (eb) => ordinary(eb, session).where(expiry, '<', at).limit(expiredAtOnce))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

function liveSessions(
  db: Kysely<Tables>,
  fid: string | Expression<string>,
  at: number | Expression<number>,
) {
  return db
    .selectFrom('sessions')
    .select('id')
    .where('sessions.fid', '=', fid)
    .where(livesAt(at))
    .orderBy('id');
}
