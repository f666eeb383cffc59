import type { Expression, Kysely, Transaction } from 'kysely';
import { now } from '../clock/clock.js';
import { lockActor } from './database/dialect.js';
import { prepare } from './database/prepared.js';
import {
  IdCertNotFoundError,
  KeyMaterialExistsError,
  KeyMaterialFullError,
  SessionNotFoundError,
} from './errors.js';
import { currentIdCert } from './id-certs/id-certs.js';
import type { Tables } from './schema.js';
import { lockLiveSession } from './sessions/live-session.js';

/** A private key that the client of an actor has encrypted. */
interface StoredKeyMaterial {
  /** That of the ID-Cert that the key is for, lower-case hex. */
  readonly serialNumber: string;
  /** PEM. */
  readonly keyData: string;
}

/** Key material to store. */
interface NewKeyMaterial {
  readonly fid: string;
  /** The session that brings it; the key is for its current ID-Cert, if no serial number is given. */
  readonly sessionId: string;
  readonly serialNumber?: string | undefined;
  readonly keyData: string;
  /** How much the actor may have. */
  readonly most: number;
}

const ofActor = prepare((db, fid: Expression<string>) =>
  db
    .selectFrom('keyMaterial')
    .innerJoin('idCerts', (join) =>
      join
        .onRef('idCerts.fid', '=', 'keyMaterial.fid')
        .onRef('idCerts.serialNumber', '=', 'keyMaterial.serialNumber'),
    )
    .select(['keyMaterial.serialNumber', 'keyData'])
    .where('keyMaterial.fid', '=', fid)
    .orderBy('notBefore')
    .orderBy('idCerts.id'),
);

/** The encrypted private keys of actors (R32). They belong to the actor, and outlive sessions. */
export class KeyMaterial {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Stores key material for one ID-Cert of an actor who is registered here.
   *
   * @throws {SessionNotFoundError} where the session has ended
   * @throws {IdCertNotFoundError}
   * @throws {KeyMaterialExistsError}
   * @throws {KeyMaterialFullError}
   */
  async add(
    { fid, sessionId, serialNumber: given, keyData, most }: NewKeyMaterial,
    at = now(),
  ): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await lockActor(trx, fid);
      const session = await lockLiveSession(trx, fid, sessionId, at);
      if (session === undefined) throw new SessionNotFoundError(fid, sessionId);
      const serialNumber =
        given ?? (await currentIdCert(trx, fid, sessionId, at))?.serialNumber ?? '';
      if (!(await hadIdCert(trx, fid, serialNumber))) throw new IdCertNotFoundError();
      const stored = await trx
        .selectFrom('keyMaterial')
        .select('serialNumber')
        .where('fid', '=', fid)
        .execute();
      if (stored.some((row) => row.serialNumber === serialNumber)) {
        throw new KeyMaterialExistsError();
      }
      if (stored.length >= most) throw new KeyMaterialFullError();
      await trx.insertInto('keyMaterial').values({ fid, serialNumber, keyData }).execute();
    });
  }

  /** All key material of an actor, that of the oldest ID-Cert first. */
  async list(fid: string): Promise<StoredKeyMaterial[]> {
    return ofActor.all(this.#db, fid);
  }

  /** Deletes the key material of some ID-Certs, where there is any. */
  async delete(fid: string, serialNumbers: readonly string[]): Promise<void> {
    if (serialNumbers.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .deleteFrom('keyMaterial')
        .where('fid', '=', fid)
        .where('serialNumber', 'in', serialNumbers)
        .execute();
    });
  }
}

async function hadIdCert(
  trx: Transaction<Tables>,
  fid: string,
  serialNumber: string,
): Promise<boolean> {
  const found = await trx
    .selectFrom('idCerts')
    .select('id')
    .where('fid', '=', fid)
    .where('serialNumber', '=', serialNumber)
    .executeTakeFirst();
  return found !== undefined;
}
