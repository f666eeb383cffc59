/** A session of an actor, as a store keeps it. Plain data, but for the keys, so that IndexedDB can keep it. */
export interface Session {
  /** The actor's Federation ID, in lower case. */
  readonly fid: string;
  readonly sessionId: string;
  /** The URL of the home server. */
  readonly home: string;
  /** The session's identity key pair; the private key need not be extractable. */
  readonly keys: CryptoKeyPair;
  /** The session's ID-Cert (PEM). */
  readonly idCert: string;
  /** Its access tokens by the URL of the server that gave them, the home server's too. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The foreign servers that do not know the ID-Cert yet (R31), by URL. */
  readonly untold: readonly string[];
  /** A renewal that was begun, and whose answer has not come (R30). */
  readonly renewal?: Renewal | undefined;
}

/** The key pair and the ID-CSR of a renewal. A repetition has to send the same ID-CSR. */
export interface Renewal {
  readonly keys: CryptoKeyPair;
  readonly csr: string;
}

/** What names a session. */
export type SessionName = Pick<Session, 'fid' | 'sessionId'>;

/** A session that `enrol` has begun, and whose ID-Cert has not come. */
export type Enrolment = Pick<Session, 'fid' | 'sessionId' | 'home' | 'keys'>;

/** Keeps things by the session that they belong to. */
export interface Kept<Thing extends SessionName> {
  get(name: SessionName): Promise<Thing | undefined>;
  list(): Promise<Thing[]>;
  /**
   * Keeps what `change` makes of the thing that is kept under a name. It is one step: nobody else, such as another tab,
   * writes between reading and writing. It is kept for sure when the promise is fulfilled.
   *
   * @returns what is kept now
   */
  update(name: SessionName, change: (kept: Thing | undefined) => Thing): Promise<Thing>;
  delete(name: SessionName): Promise<void>;
}

/** Keeps sessions with their keys. `memoryStore` and `indexedDbStore` make one; your own can be another. */
export interface SessionStore extends Kept<Session> {
  /** Keeps the keys of sessions before the home server knows them. */
  readonly enrolments: Kept<Enrolment>;
}
