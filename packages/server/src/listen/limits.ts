/** The limits of a server, for one client and for all together. Times are in milliseconds. */
export interface Limits {
  /** How long the head of a request may take to arrive; after that 408. */
  headersTimeout: number;
  /** How long a request with its content may take to arrive; after that 408. */
  requestTimeout: number;
  /** How long a connection may wait for its next request. */
  keepAliveTimeout: number;
  /** How long a handler may take until its answer begins; after that 503. */
  answerTimeout: number;
  /** How long a client may read nothing of an answer; after that the connection is closed. */
  writeTimeout: number;
  /** The largest head of a request, in octets; beyond that 414 or 431. */
  maxHeaderSize: number;
  /** The most connections at the same time. For another one, the longest idle is closed. */
  maxConnections: number;
}

/** The default limits. */
export const defaultLimits: Readonly<Limits> = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  answerTimeout: 60_000,
  writeTimeout: 20_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 1_000,
};

/** How often connections are checked for their limits of time, in milliseconds. */
export const checkInterval = 500;
