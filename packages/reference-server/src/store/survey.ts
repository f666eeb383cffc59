import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Tables } from './schema.js';
import { livesAt } from './sessions/session-life.js';

/** Figures about the tables of actors, for operators. */
export interface Survey {
  /** Actors that were not removed. */
  readonly actors: number;
  readonly withoutPassword: number;
  /** Those whose hash is of another kind than argon2id, so that no password is right. */
  readonly unreadablePasswords: number;
  readonly goodInvitations: number;
  readonly keyMaterial: number;
  /** Key material for no ID-Cert of its actor. */
  readonly strayKeyMaterial: number;
  readonly keyPackages: number;
  /** KeyPackages of sessions that have ended or whose ID-Cert has expired. They are never given out. */
  readonly endedKeyPackages: number;
  /** The newest KeyPackages of live sessions (Base64), each with the session's current ID-Cert (PEM). */
  readonly newestKeyPackages: readonly {
    readonly keyPackage: string;
    readonly certificate: string;
  }[];
}

const newest = 1000;

/** Counts what the tables of actors hold. It reads whole tables. */
export async function survey(db: Kysely<Tables>, at: number): Promise<Survey> {
  const actors = db.selectFrom('actors').where('removedAt', 'is', null);
  const material = db.selectFrom('keyMaterial');
  const stock = db
    .selectFrom('keyPackages')
    .innerJoin('sessions', 'sessions.id', 'keyPackages.session');
  return {
    actors: await count(actors),
    withoutPassword: await count(actors.where('passwordHash', 'is', null)),
    unreadablePasswords: await count(actors.where('passwordHash', 'not like', '$argon2id$%')),
    goodInvitations: await count(
      db.selectFrom('invitations').where('usedBy', 'is', null).where('expiresAt', '>=', at),
    ),
    keyMaterial: await count(material),
    strayKeyMaterial: await count(
      material.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('idCerts')
              .select('idCerts.id')
              .whereRef('idCerts.fid', '=', 'keyMaterial.fid')
              .whereRef('idCerts.serialNumber', '=', 'keyMaterial.serialNumber'),
          ),
        ),
      ),
    ),
    keyPackages: await count(stock),
    endedKeyPackages: await count(stock.where((eb) => eb.not(livesAt(at)(eb)))),
    newestKeyPackages: await stock
      .innerJoin('idCerts', (join) =>
        join
          .onRef('idCerts.fid', '=', 'sessions.fid')
          .onRef('idCerts.sessionId', '=', 'sessions.sessionId')
          .on('idCerts.invalidatedAt', 'is', null)
          .on('idCerts.notAfter', '>=', at),
      )
      .where(livesAt(at))
      .select(['keyPackage', 'certificate'])
      .orderBy('keyPackages.id', 'desc')
      .limit(newest)
      .execute(),
  };
}

async function count<Joined extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Joined, Row>,
): Promise<number> {
  const { count } = await query
    .clearSelect()
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
