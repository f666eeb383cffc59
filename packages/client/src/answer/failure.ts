/**
 * Why a call got no answer that the contract declares.
 *
 * - `NOT_SENT`: nothing was sent, for a token or parameter is missing or malformed.
 * - `CONNECTION`: the connection failed, or broke before the answer was complete.
 * - `TIMEOUT`: the call took longer than it may.
 * - `ABORTED`: the caller's signal ended it; its reason is the `cause`.
 * - `UNDECLARED`: the contract does not declare this status, media type or error code for the operation.
 * - `UNREADABLE`: the content is too large, not UTF-8, not JSON, or not of the declared shape.
 * - `INVALID`: the client's validator found a fault in the answer.
 */
export type UnexpectedAnswerCode =
  | 'NOT_SENT'
  | 'CONNECTION'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'UNDECLARED'
  | 'UNREADABLE'
  | 'INVALID';

/**
 * Why a call failed, thrown where the method and URL are not known. `call.ts` turns it into an `UnexpectedAnswerError`.
 */
export class Failure extends Error {
  declare readonly code: UnexpectedAnswerCode;
  /** The HTTP status, where an answer came. */
  declare status: number | undefined;

  constructor(code: UnexpectedAnswerCode, reason: string, cause?: unknown, status?: number) {
    super(reason, { cause });
    Object.assign(this, { code, status });
  }
}

/**
 * Makes a `Failure` with `code` of anything that was thrown; a `Failure` stays the same. Adds the status, where an
 * answer came.
 */
export function failureOf(error: unknown, code: UnexpectedAnswerCode, status?: number): Failure {
  const failure = error instanceof Failure ? error : new Failure(code, reasonOf(error), error);
  failure.status ??= status;
  return failure;
}

/** The message of an error and of its cause, which often says more. */
export function reasonOf(error: unknown): string {
  const cause = (error as Error | undefined)?.cause;
  return cause ? `${wordsOf(error)}: ${wordsOf(cause)}` : wordsOf(error);
}

function wordsOf(error: unknown): string {
  const { message, code } = Object(error) as { message?: string; code?: string };
  return message || code || String(error);
}
