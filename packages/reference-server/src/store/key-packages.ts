import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { onPostgres } from './dialect.js';
import { DuplicateKeyPackageError } from './duplicate-key-package-error.js';
import { appendEvent, type NewEvent } from './event-queue.js';
import { lockLiveSession, lockLiveSessions } from './live-session.js';
import type { Tables } from './schema.js';
import { SessionNotFoundError } from './session-not-found-error.js';

/** What a session uploads. */
export interface KeyPackageUpload {
  readonly fid: string;
  readonly sessionId: string;
  /** Whether it is the session's last resort, which takes the place of the older one; then it is exactly one. */
  readonly lastResort: boolean;
  /** Base64, each one RFC 9420 KeyPackage; up to some thousands. */
  readonly keyPackages: readonly string[];
}

/** When a session is told that its stock runs low, and how. */
export interface LowStockRule {
  /** The stock counts as low when no more than so many ordinary KeyPackages remain. */
  readonly threshold: number;
  /** The event that tells the session. */
  readonly event: (sessionId: string, remaining: number) => NewEvent;
}

/** What was taken from an actor's stock. */
export interface TakenKeyPackages {
  /** Base64; one for each session that has any, the oldest session first. */
  readonly keyPackages: string[];
  /** The sessions that gave an ordinary one and were told that their stock is low now. */
  readonly low: { readonly sessionId: string; readonly remaining: number }[];
}

/** The KeyPackages of sessions, each given out at most once (R17). */
export class KeyPackages {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Stores the KeyPackages of a live session, all or none.
   *
   * A KeyPackage that any live session uploaded before is refused also when it was given out since: else a client that
   * repeats an upload, having missed the answer to the first, would have some of it given out twice.
   *
   * @throws {SessionNotFoundError}
   * @throws {DuplicateKeyPackageError}
   * @throws {RangeError} for a last resort that is not exactly one
   */
  async add({ fid, sessionId, lastResort, keyPackages }: KeyPackageUpload): Promise<void> {
    if (lastResort && keyPackages.length !== 1) {
      throw new RangeError('the last resort is exactly one KeyPackage');
    }
    await this.#db.transaction().execute(async (trx) => {
      const session = await lockLiveSession(trx, fid, sessionId);
      if (session === undefined) throw new SessionNotFoundError(fid, sessionId);
      if (keyPackages.length === 0) return;
      await recordDigests(trx, session.id, keyPackages.map(digestOf));
      if (lastResort) {
        await trx
          .deleteFrom('keyPackages')
          .where('session', '=', session.id)
          .where('lastResort', '=', 1)
          .execute();
      }
      await trx
        .insertInto('keyPackages')
        .values(
          keyPackages.map((keyPackage) => ({
            session: session.id,
            lastResort: lastResort ? (1 as const) : (0 as const),
            keyPackage,
          })),
        )
        .execute();
    });
  }

  /**
   * Takes one KeyPackage of each live session of an actor. A session without ordinary ones gives its last resort, which
   * stays. Nothing is handed out before the taking is committed, and no two callers, in any process, get the same
   * ordinary one.
   */
  async takeOnePerSession(fid: string, lowStock: LowStockRule): Promise<TakenKeyPackages> {
    return this.#db.transaction().execute(async (trx) => {
      const taken: TakenKeyPackages = { keyPackages: [], low: [] };
      for (const { id, sessionId } of await lockLiveSessions(trx, fid)) {
        const ordinary = await takeOrdinary(trx, id);
        const keyPackage = ordinary ?? (await next(trx, id));
        if (keyPackage !== undefined) taken.keyPackages.push(keyPackage);
        if (ordinary === undefined) continue;
        const remaining = await countOrdinary(trx, id);
        if (remaining > lowStock.threshold) continue;
        taken.low.push({ sessionId, remaining });
        await appendEvent(trx, id, lowStock.event(sessionId, remaining));
      }
      return taken;
    });
  }

  /** What `takeOnePerSession` would hand out, in Base64, with nothing taken. */
  async peekOnePerSession(fid: string): Promise<string[]> {
    const sessions = await liveSessions(this.#db, fid).execute();
    const keyPackages = await Promise.all(sessions.map(({ id }) => next(this.#db, id)));
    return keyPackages.filter((keyPackage) => keyPackage !== undefined);
  }

  /** How many ordinary KeyPackages a live session has left. */
  async count(fid: string, sessionId: string): Promise<number> {
    const session = await liveSessions(this.#db, fid)
      .where('sessionId', '=', sessionId)
      .executeTakeFirst();
    return session === undefined ? 0 : countOrdinary(this.#db, session.id);
  }
}

/** SHA-256 of the octets, so that two ways to write the same Base64 are one KeyPackage. */
function digestOf(keyPackage: string): string {
  return createHash('sha256').update(Buffer.from(keyPackage, 'base64')).digest('hex');
}

/** In the order of the digests, so that two uploads of the same KeyPackages cannot wait for each other. */
async function recordDigests(
  trx: Transaction<Tables>,
  session: number,
  digests: string[],
): Promise<void> {
  const recorded = await trx
    .insertInto('keyPackageDigests')
    .values(digests.toSorted().map((digest) => ({ digest, session })))
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .returning('digest')
    .execute();
  const fresh = new Set(recorded.map(({ digest }) => digest));
  const duplicates = digests.flatMap((digest, index) => (fresh.delete(digest) ? [] : [index]));
  if (duplicates.length > 0) throw new DuplicateKeyPackageError(duplicates);
}

async function takeOrdinary(
  trx: Transaction<Tables>,
  session: number,
): Promise<string | undefined> {
  const row = await trx
    .deleteFrom('keyPackages')
    .where('id', '=', (eb) =>
      eb
        .selectFrom('keyPackages')
        .select('id')
        .where('session', '=', session)
        .where('lastResort', '=', 0)
        .orderBy('id')
        .limit(1)
        .$if(onPostgres(trx), (query) => query.forUpdate().skipLocked()),
    )
    .returning('keyPackage')
    .executeTakeFirst();
  return row?.keyPackage;
}

/** The oldest ordinary one, else the last resort. */
async function next(db: Kysely<Tables>, session: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('keyPackages')
    .select('keyPackage')
    .where('session', '=', session)
    .orderBy('lastResort')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.keyPackage;
}

async function countOrdinary(db: Kysely<Tables>, session: number): Promise<number> {
  const { count } = await db
    .selectFrom('keyPackages')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('session', '=', session)
    .where('lastResort', '=', 0)
    .executeTakeFirstOrThrow();
  return count;
}

function liveSessions(db: Kysely<Tables>, fid: string) {
  return db
    .selectFrom('sessions')
    .select('id')
    .where('fid', '=', fid)
    .where('endedAt', 'is', null)
    .orderBy('id');
}
