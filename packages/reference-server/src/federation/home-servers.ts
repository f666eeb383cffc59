import type { IdCert } from '@p2core/id-cert';

/** The status of an ID-Cert at its home server now (R39). */
export type IdCertStatus =
  /** The certificate is listed and not invalidated. */
  | 'valid'
  /** Only another certificate of the session is listed and not invalidated. */
  | 'replaced'
  /** No certificate of the session is listed and not invalidated. */
  | 'invalidated';

/**
 * Asks actors' home servers about ID-Certs. `asker` names the session that causes a look-up: its look-ups are limited,
 * and wait only for each other.
 *
 * @throws {HomeServerUnreachableError} where the home server gives no usable answer
 * @throws {QueueFullError} where too many look-ups wait
 */
export interface HomeServers {
  /** Whether an actor's home server is another server. */
  isForeign(fid: string): boolean;

  /**
   * Checks that the actor's home server signed an ID-Cert, with the root certificate that it had when the ID-Cert's
   * validity began (R20).
   *
   * @throws {IdCertError} `untrusted`
   * @throws {ContractError} `P2CORE_RATE_LIMITED`, where the asker's budget is spent (R22)
   */
  verify(idCert: IdCert, asker: string): Promise<void>;

  /** The current status of a session's certificate (PEM) at its home server. The answer is not kept. */
  statusOf(idCert: Pick<IdCert, 'fid' | 'sessionId' | 'pem'>, asker: string): Promise<IdCertStatus>;
}
