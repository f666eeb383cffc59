/** A home server does not say what it has to say about one of its actors. */
export class HomeServerError extends Error {
  override readonly name = 'HomeServerError';
  /** The home server's domain. */
  readonly domain: string;
  /** The status of the error that it answered with. */
  readonly status: number | undefined;
  /** The code of that error, such as `P2CORE_ACTOR_NOT_FOUND`. */
  readonly error: string | undefined;

  constructor(domain: string, reason: string, answer?: { status: number; error: string }) {
    super(`${domain}: ${reason}`);
    this.domain = domain;
    this.status = answer?.status;
    this.error = answer?.error;
  }
}
