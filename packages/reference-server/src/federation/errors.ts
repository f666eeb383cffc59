/**
 * Why a home server gave no usable answer.
 *
 * - `silent`: no connection, no answer, or 5xx or 429. Any other request would fail too.
 * - `late`: a time-out. Any other request would fail too.
 * - `unreadable`: an answer that a home server does not give. Other requests may succeed.
 */
export type UnreachableReason = 'silent' | 'late' | 'unreadable';

/** A home server gave no usable answer (`P2CORE_HOME_SERVER_UNREACHABLE`); `message` names it. */
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
