import type { IdCert } from '@p2core/id-cert';

/** The status of an ID-Cert at its home server now (R39). */
export type IdCertStatus =
  /** The certificate is listed and not invalidated. */
  | 'valid'
  /** Only another certificate of the session is listed and not invalidated. */
  | 'replaced'
  /** No certificate of the session is listed and not invalidated. */
  | 'invalidated';

/** The session or address on whose behalf a home server is asked. */
export interface Asker {
  /** Unique among the askers. */
  readonly key: string;
  /** An address may have many users. */
  readonly kind: 'session' | 'address';
}

/** A session asks for itself. */
export function sessionAsks({ fid, sessionId }: { fid: string; sessionId: string }): Asker {
  return { key: `${fid} ${sessionId}`, kind: 'session' };
}

/** An address asks, for the requester is not authenticated yet. */
export function addressAsks(network: string): Asker {
  return { key: network, kind: 'address' };
}

/**
 * Asks actors' home servers about ID-Certs. The look-ups of an asker are limited, and wait only for each
 * other.
 *
 * @throws {HomeServerUnreachableError} where the home server gives no usable answer
 * @throws {QueueFullError} where too many look-ups wait
 * @throws {ContractError} `P2CORE_RATE_LIMITED`, where the asker's budget is spent (R22)
 */
export interface HomeServers {
  /** Whether an actor's home server is another server. */
  isForeign(fid: string): boolean;

  /**
   * Checks that the actor's home server signed an ID-Cert, with the root certificate that it had when the ID-Cert's
   * validity began (R20).
   *
   * @throws {IdCertError} `untrusted`
   */
  verify(idCert: IdCert, asker: Asker): Promise<void>;

  /**
   * The current status of a session's certificate (PEM) at its home server. The answer is not kept. It counts against
   * the budget of an address; a session asks by itself as seldom as R39 says.
   */
  statusOf(idCert: Pick<IdCert, 'fid' | 'sessionId' | 'pem'>, asker: Asker): Promise<IdCertStatus>;
}
