/** The names and the time for a certificate. */
export interface Names {
  /** The Federation ID; its domain gives the domain components. */
  readonly fid: string;
  readonly sessionId: string;
  /** The time by the server's clock, in seconds since the epoch. */
  readonly now: number;
}
