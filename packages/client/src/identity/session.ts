/** A session of an actor, as a store keeps it. All but the keys is plain data, so that IndexedDB can keep it. */
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
  /** A begun renewal whose answer has not come (R30). */
  readonly renewal?: Renewal | undefined;
}

/** The key pair and the ID-CSR of a renewal. A repetition has to send the same ID-CSR. */
export interface Renewal {
  readonly keys: CryptoKeyPair;
  readonly csr: string;
}

/** The members that identify a session. */
export type SessionName = Pick<Session, 'fid' | 'sessionId'>;

/** A session that `enrol` has begun and that has no ID-Cert yet. */
export type Enrolment = Pick<Session, 'fid' | 'sessionId' | 'home' | 'keys'>;

/** Keeps one thing for each session. */
export interface Kept<Thing extends SessionName> {
  get(name: SessionName): Promise<Thing | undefined>;
  list(): Promise<Thing[]>;
  /**
   * Reads the kept thing, and keeps the result of `change`. Both are one step: no other writer, such as another tab,
   * may write between. When the promise is fulfilled, the result is durable.
   *
   * @returns the thing that is kept now
   */
  update(name: SessionName, change: (kept: Thing | undefined) => Thing): Promise<Thing>;
  delete(name: SessionName): Promise<void>;
}

/** Keeps sessions with their keys. `memoryStore` and `indexedDbStore` make one; you can write your own. */
export interface SessionStore extends Kept<Session> {
  /** Keeps the keys of enrolments that are not finished. */
  readonly enrolments: Kept<Enrolment>;
}
