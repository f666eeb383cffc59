import type { Generated } from 'kysely';

/**
 * The tables, as Kysely sees them. In the database the names are in snake case (`session_id`); the camel-case plugin
 * translates. Times are whole seconds since the epoch, yes and no are 1 and 0: libsql ends the process when it is
 * handed a boolean.
 */
export interface Tables {
  settings: SettingsTable;
  serverIdentities: ServerIdentitiesTable;
  actors: ActorsTable;
  sessions: SessionsTable;
  idCerts: IdCertsTable;
  keyPackages: KeyPackagesTable;
  keyPackageDigests: KeyPackageDigestsTable;
  events: EventsTable;
  broadcasts: BroadcastsTable;
}

/** What the server remembers about itself. */
export interface SettingsTable {
  key: string;
  value: string;
}

/** Every identity that the server has had; the rows are never changed or deleted (R19). */
export interface ServerIdentitiesTable {
  /** Rises with each insertion. */
  id: Generated<number>;
  serialNumber: string;
  /** PEM. */
  certificate: string;
  /** SubjectPublicKeyInfo, PEM. */
  publicKey: string;
  /** The private key, encrypted, in Base64. */
  sealedPrivateKey: string;
  notBefore: number;
  notAfter: number;
  /** When the server began to use it; never falls from one row to the next. */
  currentFrom: number;
}

/** The actors that are registered on this server, and no others. */
export interface ActorsTable {
  fid: string;
  createdAt: number;
}

/** Sessions of this server's own and of foreign actors. */
export interface SessionsTable {
  /** Rises with each session that is added. */
  id: Generated<number>;
  fid: string;
  sessionId: string;
  /** SHA-256 of the token, lower-case hex; null once the token or the session has ended. */
  tokenHash: string | null;
  createdAt: number;
  /** Null until the session was ended; it may have run out before (`endsAt`). */
  endedAt: number | null;
  /** The `notAfter` of its certificate, with which it ends by itself (R39); null where it has none. */
  endsAt: number | null;
  /** When the home server of a foreign session is asked again about its certificate (R39); null where it is not. */
  askHomeAt: number | null;
  /** Since when the home server could not be asked; null where it could the last time. */
  notAskableSince: number | null;
  /** The sequence number of the last event that was ever queued; 0 before the first. */
  lastEvent: number;
  /** The number of the last broadcast that was queued. */
  lastBroadcast: number;
}

/** Every ID-Cert that any session has had; the rows are never deleted (polyproto-core, revocation). */
export interface IdCertsTable {
  /** Rises with each insertion. */
  id: Generated<number>;
  fid: string;
  sessionId: string;
  serialNumber: string;
  /** PEM. */
  certificate: string;
  notBefore: number;
  notAfter: number;
  /** When it was invalidated before it expired; null where it was not. */
  invalidatedAt: number | null;
  /** When it was recorded here; 0 where that was not noted yet. */
  recordedAt: Generated<number>;
}

/** The KeyPackages that are still to be given out (R17). */
export interface KeyPackagesTable {
  /** Rises with each insertion. */
  id: Generated<number>;
  /** `sessions.id` */
  session: number;
  /** 1 for the session's last-resort KeyPackage, 0 for the ordinary ones. */
  lastResort: 0 | 1;
  /** Base64. */
  keyPackage: string;
  /** When its lifetime ends; null where its octets do not tell. */
  notAfter: number | null;
}

/** Every KeyPackage that a live session ever uploaded, given out or not, so that none is stored twice. */
export interface KeyPackageDigestsTable {
  /** SHA-256 of the KeyPackage's octets, lower-case hex. */
  digest: string;
  /** `sessions.id` */
  session: number;
}

/** The events that are still to be delivered (R16). */
export interface EventsTable {
  /** `sessions.id` */
  session: number;
  s: number;
  n: string;
  op: string;
  /** JSON. */
  d: string;
}

/** The latest events to all sessions; those that a session has not queued follow the events of its queue. */
export interface BroadcastsTable {
  /** Rises by one with each. */
  number: number;
  n: string;
  op: string;
  /** JSON. */
  d: string;
}
