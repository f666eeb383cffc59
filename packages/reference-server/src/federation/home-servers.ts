import type { IdCert } from '@p2core/id-cert';

/** What a home server says of an ID-Cert now (R39). */
export type IdCertStatus =
  /** It lists the certificate, unflagged. */
  | 'valid'
  /** It does not, but lists another one of the session, unflagged. */
  | 'replaced'
  /** It lists no unflagged certificate of the session. */
  | 'invalidated';

/**
 * What actors' home servers say of ID-Certs. `asker` names who causes the question: what it may cause is limited, and
 * it waits behind its own questions alone.
 *
 * @throws {HomeServerUnreachableError} where the home server cannot be asked
 * @throws {QueueFullError} where too much is asked of all of them
 */
export interface HomeServers {
  /** Whether an actor's home server is another one. */
  isForeign(fid: string): boolean;

  /**
   * Checks that the actor's home server signed an ID-Cert, by the root certificate that it had when the validity of the
   * ID-Cert began (R20).
   *
   * @throws {IdCertError} `untrusted`
   * @throws {ContractError} `P2CORE_RATE_LIMITED`, where the asker has caused enough (R22)
   */
  verify(idCert: IdCert, asker: string): Promise<void>;

  /** What the home server says of the certificate (PEM) of a session now. Nothing is kept of it. */
  statusOf(idCert: Pick<IdCert, 'fid' | 'sessionId' | 'pem'>, asker: string): Promise<IdCertStatus>;
}
