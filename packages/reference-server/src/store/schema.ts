import type { Generated } from 'kysely';

/**
 * The tables as Kysely sees them. Names in the database are in snake case (`session_id`), which the camel-case plugin
 * translates. Times are whole seconds since the epoch. Booleans are 1 and 0, because libsql ends the process when it
 * gets a boolean.
 */
export interface Tables {
  settings: SettingsTable;
  serverIdentities: ServerIdentitiesTable;
  actors: ActorsTable;
  sessions: SessionsTable;
  idCerts: IdCertsTable;
  keyPackages: KeyPackagesTable;
  keyPackageDigests: KeyPackageDigestsTable;
  keyPackageBudgets: KeyPackageBudgetsTable;
  keyMaterial: KeyMaterialTable;
  renewals: RenewalsTable;
  events: EventsTable;
  broadcasts: BroadcastsTable;
  invitations: InvitationsTable;
  usedChallenges: UsedChallengesTable;
  identityKeys: IdentityKeysTable;
}

/** The settings of the server. */
interface SettingsTable {
  key: string;
  value: string;
}

/** Every identity that the server has had; the rows are never changed or deleted (R19). */
interface ServerIdentitiesTable {
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
  /** When the server began to use it; never decreases from one row to the next. */
  currentFrom: number;
}

/** The actors that are registered on this server, and no others. A name that was once used is never used again (R26). */
interface ActorsTable {
  fid: string;
  createdAt: number;
  /** Argon2id in the form of PHC strings; null where the actor has no password. */
  passwordHash: string | null;
  /** When the operator removed the actor; null before. */
  removedAt: number | null;
}

/** Sessions of this server's own and of foreign actors. */
interface SessionsTable {
  /** Increases with each session. */
  id: Generated<number>;
  fid: string;
  sessionId: string;
  /** SHA-256 of the token, lower-case hex; null after the token or the session has ended. */
  tokenHash: string | null;
  createdAt: number;
  /** When the session was ended; null before. It may have run out earlier (`endsAt`). */
  endedAt: number | null;
  /** When the session runs out: the `notAfter` of its certificate (R39); null where it has none. */
  endsAt: number | null;
  /** When the home server is asked again about the certificate of a foreign session (R39); null for other sessions. */
  askHomeAt: number | null;
  /** Since when the home server does not answer; null where its last answer came. */
  notAskableSince: number | null;
  /** The sequence number of the last event in the session's queue so far; 0 before the first. */
  lastEvent: number;
  /** The number of the last broadcast that was queued. */
  lastBroadcast: number;
}

/** Every ID-Cert that any session has had; the rows are never deleted (polyproto-core, revocation). */
interface IdCertsTable {
  /** Rises with each insertion. */
  id: Generated<number>;
  fid: string;
  sessionId: string;
  serialNumber: string;
  /** PEM. */
  certificate: string;
  notBefore: number;
  notAfter: number;
  /** When it was invalidated; null where it was not. */
  invalidatedAt: number | null;
  /** When it was recorded here; 0 for certificates recorded before this column existed. */
  recordedAt: Generated<number>;
}

/** The stock of KeyPackages (R17). */
interface KeyPackagesTable {
  /** Rises with each insertion. */
  id: Generated<number>;
  /** `sessions.id` */
  session: number;
  /** 1 for the session's last-resort KeyPackage, 0 for the ordinary ones. */
  lastResort: 0 | 1;
  /** Base64. */
  keyPackage: string;
  /** When its lifetime ends; null where that is unknown. */
  notAfter: number | null;
}

/** Every `init_key` that was ever uploaded, so that none is used twice (R34). */
interface KeyPackageDigestsTable {
  /** SHA-256 of the `init_key`, lower-case hex; in databases of 0.2.0 that of the whole KeyPackage. */
  digest: string;
}

/** How many ordinary KeyPackages of an actor somebody took within an hour (R17). */
interface KeyPackageBudgetsTable {
  /** Whose KeyPackages they were. */
  fid: string;
  /** The actor that took them, or `@` and the domain of foreign actors that did. */
  taker: string;
  /** When the hour began. */
  since: number;
  taken: number;
}

/** Private keys of actors, encrypted by their clients (R32). They outlive sessions. */
interface KeyMaterialTable {
  fid: string;
  /** That of the ID-Cert that the key is for, as in `IdCertsTable`. */
  serialNumber: string;
  /** PEM. */
  keyData: string;
}

/** The renewals of sessions in the last hour, and of each session the latest (R30). */
interface RenewalsTable {
  /** Rises with each insertion. */
  id: Generated<number>;
  /** `sessions.id` */
  session: number;
  renewedAt: number;
  /** SHA-256 of the ID-CSR's DER, lower-case hex. */
  csrDigest: string;
  /** SHA-256 of the token that the session had before, lower-case hex; null once it has ended. */
  formerTokenHash: string | null;
  /** The answer, encrypted under a key derived from the former token, in Base64; null once that token has ended. */
  sealedAnswer: string | null;
}

/** The events that are still to be delivered (R16). */
interface EventsTable {
  /** `sessions.id` */
  session: number;
  s: number;
  n: string;
  op: string;
  /** JSON. */
  d: string;
}

/** The latest events for all sessions. A session reads those that are not in its queue after the queue. */
interface BroadcastsTable {
  /** Increases by one with each broadcast. */
  number: number;
  n: string;
  op: string;
  /** JSON. */
  d: string;
}

/** Invitations to register (R27). Each is good for one actor. */
interface InvitationsTable {
  /** Rises with each insertion. */
  id: Generated<number>;
  /** SHA-256 of the invitation, lower-case hex. The invitation itself is never stored. */
  hash: string;
  createdAt: number;
  expiresAt: number;
  /** The FID of the actor that registered with it; null before. */
  usedBy: string | null;
}

/** The challenges that were used up and have not run out yet (R36). */
interface UsedChallengesTable {
  /** Lower-case hex. */
  nonce: string;
  expiresAt: number;
}

/** The public keys of all ID-Certs, each with the session that had it first (R28). */
interface IdentityKeysTable {
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex. */
  digest: string;
  fid: string;
  sessionId: string;
}
