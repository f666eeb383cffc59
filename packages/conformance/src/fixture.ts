/** A session of an actor, with its token. */
export interface FixtureSession {
  /** The session ID, as it stands in the session's ID-Cert. */
  id: string;
  /** The bearer token of the session. */
  token: string;
}

/** An actor with the sessions whose tokens the kit may use. */
export interface FixtureActor {
  /** The Federation ID. */
  fid: string;
  sessions: FixtureSession[];
}

/**
 * What the server under test offers to the kit. Everything but the URL may be left out; the cases that need it are then
 * skipped, and say so.
 */
export interface Fixture {
  /** Where the server is, without the contract's path: `https://home.example.com`. */
  url: string;
  /** The server's own domain, where it is not the host of the URL; an address is none. */
  domain?: string;
  /** The administrator's token. */
  administratorToken?: string;
  /** An actor that is registered at the server, with two sessions at least. Their events and ID-Certs are asked for. */
  actor?: FixtureActor;
  /** A second actor that is registered at the server, with a session at least. */
  otherActor?: FixtureActor;
  /** A session at this server of an actor of another home server, which this server can reach. */
  foreignSession?: FixtureSession & {
    fid: string;
    /** The ID-Cert of the session, PEM. */
    idCert: string;
  };
  /** A session at this server of an actor whose home server nobody can reach. */
  unreachableSession?: FixtureSession & { fid: string; idCert: string };
  /**
   * An actor whose sessions, which are all listed, have KeyPackages: how many single ones each has, and whether a
   * last-resort one stands behind them. They are used up, and the last session is ended.
   */
  keyPackages?: { fid: string; stock: number; lastResort: boolean; sessions: FixtureSession[] };
  /** A session, of the actor, that has waiting events: how many at least. They are used up. */
  events?: { session: FixtureSession; waiting: number };
  /** Sessions of the actor that the kit may end. */
  spareSessions?: FixtureSession[];
  /** The optional routes that the server offers, by operationId; all of them where this is left out. */
  optionalRoutes?: string[];
  /** Whether the server's key may be rotated and spare sessions be ended. */
  destructive?: boolean;
}
