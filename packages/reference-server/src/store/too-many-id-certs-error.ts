/** A session brought as many new ID-Certs within a day as it may (R22). Nothing was changed. */
export class TooManyIdCertsError extends Error {
  override readonly name = 'TooManyIdCertsError';
  /** In how many seconds it may bring the next one. */
  readonly retryAfter: number;

  constructor(most: number, retryAfter: number) {
    super(`The budget of ${most} new ID-Certs a day is spent.`);
    this.retryAfter = retryAfter;
  }
}
