/** Where the certificates of actors' home servers come from (R20). */
export interface HomeServers {
  /**
   * The root certificate, PEM, that the home server of `domain` had at `time` (seconds since the epoch), which the home
   * server itself is asked for.
   *
   * @throws {HomeServerUnreachableError} where it cannot be fetched
   * @throws {IdCertError} `untrusted`, where the home server had none at that time
   */
  certificateAt(domain: string, time: number): Promise<string>;
}
