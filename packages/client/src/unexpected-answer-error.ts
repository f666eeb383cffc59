/** An answer that the contract does not declare for the operation, or that cannot be read. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly method: string;
  readonly url: string;
  /** The HTTP status, or `undefined` where no answer came. */
  readonly status: number | undefined;

  constructor(
    request: { method: string; url: string },
    status: number | undefined,
    reason: string,
    cause?: unknown,
  ) {
    const answered = status === undefined ? 'no answer' : `${status}`;
    super(`${request.method} ${request.url}: ${answered}: ${reason}`, { cause });
    this.method = request.method;
    this.url = request.url;
    this.status = status;
  }
}
