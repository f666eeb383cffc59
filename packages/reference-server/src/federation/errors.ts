/**
 * What kept a home server from answering.
 *
 * - `silent`: no connection, no answer, or 5xx or 429. Others who ask would fare the same.
 * - `late`: a time-out, likewise.
 * - `unreadable`: it answered, but not as a home server does. That says nothing of its other answers.
 */
export type UnreachableReason = 'silent' | 'late' | 'unreadable';

/** A home server could not be asked (`P2CORE_HOME_SERVER_UNREACHABLE`); `message` says which. */
export class HomeServerUnreachableError extends Error {
  override readonly name = 'HomeServerUnreachableError';
  readonly reason: UnreachableReason;
  /** The status of its answer, where one came. */
  readonly status: number | undefined;

  constructor(
    reason: UnreachableReason,
    message: string,
    { status, ...options }: ErrorOptions & { status?: number | undefined } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.status = status;
  }
}

/** Too many look-ups of other servers wait. The home server was not asked. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}
