import type { Kysely } from 'kysely';
import { Actors } from './actors/actors.js';
import { Invitations } from './actors/invitations.js';
import { exportDatabase } from './backup/export.js';
import { type ImportOptions, importDatabase } from './backup/import.js';
import { openDatabase } from './database/database.js';
import { probe } from './database/probe.js';
import { Events } from './events/events.js';
import { IdCerts } from './id-certs/id-certs.js';
import { KeyMaterial } from './key-material.js';
import { KeyPackages } from './key-packages/key-packages.js';
import { isCurrent, isMigrated, migrate } from './migrations/migrate.js';
import type { Tables } from './schema.js';
import { ServerIdentities } from './server-identities/server-identities.js';
import { Renewals } from './sessions/renewals.js';
import { Sessions } from './sessions/sessions.js';
import { Settings } from './settings.js';
import { type Survey, survey } from './survey.js';
import { UsedChallenges } from './used-challenges.js';

/**
 * Everything that the server keeps. Each function is one transaction, also across processes: it takes effect as a whole
 * or not at all, and is on the disk when its promise is fulfilled. FIDs are in lower case, times are whole seconds
 * since the epoch.
 */
export interface Store {
  readonly settings: Settings;
  readonly serverIdentities: ServerIdentities;
  readonly actors: Actors;
  readonly invitations: Invitations;
  readonly usedChallenges: UsedChallenges;
  readonly sessions: Sessions;
  readonly idCerts: IdCerts;
  readonly keyPackages: KeyPackages;
  readonly keyMaterial: KeyMaterial;
  readonly renewals: Renewals;
  readonly events: Events;
  /**
   * Writes something and removes it again.
   *
   * @throws {StoreUnavailableError} where the database cannot be written
   */
  probe(): Promise<void>;
  /** Counts what the tables of actors hold at a time. It reads whole tables. */
  survey(at: number): Promise<Survey>;
  /**
   * Writes a snapshot of the whole database as lines of JSON, while the server may go on writing. Private keys stay
   * encrypted.
   *
   * @returns how many rows there were
   */
  export(write: (line: string) => void | Promise<void>): Promise<number>;
  /**
   * Reads the lines of `export` into this database, which must be empty; all of them or none.
   *
   * @returns how many rows there were
   * @throws {BackupError}
   */
  import(lines: AsyncIterable<string>, options?: ImportOptions): Promise<number>;
  /** Waits for calls under way and closes the database. The store cannot be used afterwards. */
  close(): Promise<void>;
}

/**
 * Opens a database, and makes and migrates it where needed. Several processes may open it at once. With `create: false`
 * it makes and changes nothing: it refuses a database of an older version, and returns undefined if it is none of a server.
 *
 * @param database the path of an SQLite file, `:memory:`, `postgres://…` or `postgresql://…`
 * @throws {DatabaseNameError} where it is none of these
 *
 * @example
 * const store = await openStore('./data/p2core.db');
 */
export async function openStore(database: string): Promise<Store>;
export async function openStore(
  database: string,
  options: { create: boolean },
): Promise<Store | undefined>;
export async function openStore(
  database: string,
  { create } = { create: true },
): Promise<Store | undefined> {
  const db = await openDatabase(database);
  try {
    if (create) {
      if (!(await isCurrent(db))) await maintain(database, db, migrate);
    } else if (!(await isMigrated(db))) {
      await db.destroy();
      return undefined;
    }
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    settings: new Settings(db),
    serverIdentities: new ServerIdentities(db),
    actors: new Actors(db),
    invitations: new Invitations(db),
    usedChallenges: new UsedChallenges(db),
    sessions: new Sessions(db),
    idCerts: new IdCerts(db),
    keyPackages: new KeyPackages(db),
    keyMaterial: new KeyMaterial(db),
    renewals: new Renewals(db),
    events: new Events(db),
    probe: () => probe(db),
    survey: (at) => survey(db, at),
    export: (write) => maintain(database, db, (own) => exportDatabase(own, write)),
    import: (lines, options) =>
      maintain(database, db, (own) => importDatabase(own, lines, options)),
    close: () => db.destroy(),
  };
}

/** Runs a long task on a connection of its own. A database in memory has only one connection. */
async function maintain<T>(
  database: string,
  db: Kysely<Tables>,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  if (database === ':memory:') return work(db);
  const own = await openDatabase(database, 'maintenance');
  try {
    return await work(own);
  } finally {
    await own.destroy();
  }
}
