/** What one client, and all of them together, may take of a server. Times are in milliseconds. */
export interface Limits {
  /** For how long the head of a request may take to come; then 408. */
  headersTimeout: number;
  /** For how long a request may take to come with its content; then 408. */
  requestTimeout: number;
  /** For how long a connection may wait for its next request. */
  keepAliveTimeout: number;
  /** For how long a handler may take until its answer begins; then 503. */
  answerTimeout: number;
  /** For how long a client may read nothing of an answer that waits for it; then the connection is cut. */
  writeTimeout: number;
  /** Of a request's head, in octets; then 414 or 431. */
  maxHeaderSize: number;
  /** Connections at the same time. Where there are more, the one that has idled longest is closed. */
  maxConnections: number;
}

/** The limits of a server that sets none. */
export const defaultLimits: Readonly<Limits> = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  answerTimeout: 60_000,
  writeTimeout: 20_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 1_000,
};

/** How often connections are looked at for what takes too long, in milliseconds. */
export const checkInterval = 500;
