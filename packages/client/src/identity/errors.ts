/** A home server did not answer what was asked about one of its actors. */
export class HomeServerError extends Error {
  override readonly name = 'HomeServerError';
  /** The home server's domain. */
  readonly domain: string;
  /** The status of its error answer. */
  readonly status: number | undefined;
  /** The error code of its answer, such as `P2CORE_ACTOR_NOT_FOUND`. */
  readonly error: string | undefined;

  constructor(domain: string, reason: string, answer?: { status: number; error: string }) {
    super(`${domain}: ${reason}`);
    this.domain = domain;
    this.status = answer?.status;
    this.error = answer?.error;
  }
}
