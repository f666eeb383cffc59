import type { ErrorCode, ErrorDetail, OperationId } from '@p2core/types';

/** A home server answered a look-up of one of its actors with an error, or not as the contract says. */
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

/** A server refused a step of a flow with an error of the contract. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly operationId: OperationId;
  readonly status: number;
  /** The error code, such as `P2CORE_SESSION_ID_TAKEN`. */
  readonly error: ErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(operationId: OperationId, answer: ErrorLike) {
    const { status, error, message, details = [] } = answer;
    const faults = details.map((detail) => ` ${detail.path} ${detail.message}.`).join('');
    super(`${operationId}: ${status} ${error}${message ? `: ${message}` : ''}${faults}`);
    this.operationId = operationId;
    this.status = status;
    this.error = error;
    this.details = details;
  }
}

interface ErrorLike {
  status: number;
  error: ErrorCode;
  message?: string;
  details?: readonly ErrorDetail[];
}

/** The answer, where it is no error. */
export function accepted<Answer extends { status: number; error?: ErrorCode }>(
  operationId: OperationId,
  answer: Answer,
): Exclude<Answer, { error: ErrorCode }> {
  if (answer.error !== undefined) throw new RefusedError(operationId, answer as ErrorLike);
  return answer as Exclude<Answer, { error: ErrorCode }>;
}

/**
 * A challenge was not made for the domain to log in to (R35). The server may be passing on another server's challenge,
 * to log in there as the actor.
 */
export class ForeignChallengeError extends Error {
  override readonly name = 'ForeignChallengeError';
  /** The domain to log in to. */
  readonly domain: string;

  constructor(domain: string) {
    super(`${domain}: the challenge was not made for this domain, so it was not signed (R35)`);
    this.domain = domain;
  }
}
